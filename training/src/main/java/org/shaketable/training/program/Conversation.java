package org.shaketable.training.program;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The home's end of a Unix domain socket: lines of a program, each answered by one line. Closing it
 * from another thread ends a wait.
 */
final class Conversation implements AutoCloseable {
  /** Version of the protocol. */
  public static final int VERSION = 1;

  private static final int LONGEST = 1 << 24;

  private final ServerSocketChannel server;
  private volatile SocketChannel channel;
  private volatile boolean closed;
  private ByteBuffer read = ByteBuffer.allocate(1 << 12).limit(0);

  Conversation(Path socket) {
    try {
      server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(socket), 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the program; false where this was closed before it came. Nobody else may come. */
  boolean accept() {
    try (server) {
      channel = server.accept();
      return !closed;
    } catch (IOException e) {
      return false;
    }
  }

  /** Waits for the next line; empty where the other end, or this one, was closed. */
  Optional<Message> next() {
    ByteBuffer line = ByteBuffer.allocate(256);
    try {
      while (true) {
        if (!read.hasRemaining()) {
          read.clear();
          int count = channel.read(read);
          read.flip();
          if (count < 0) {
            return Optional.empty();
          }
        }
        while (read.hasRemaining()) {
          byte next = read.get();
          if (next == '\n') {
            return Optional.of(
                Message.parse(
                    new String(line.array(), 0, line.position(), StandardCharsets.UTF_8)));
          }
          line = line.hasRemaining() ? line : larger(line);
          line.put(next);
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static ByteBuffer larger(ByteBuffer line) {
    if (line.capacity() >= LONGEST) {
      throw new ProgramFailed(
          "Invalid message: expected a line of at most %,d bytes, found a longer one; arrays go through the shared memory"
              .formatted(LONGEST));
    }
    byte[] longer = Arrays.copyOf(line.array(), 2 * line.capacity());
    return ByteBuffer.wrap(longer).position(line.position());
  }

  /** Answers; a program that is gone is told of by {@link #next}. */
  void answer(JsonObject answer) {
    ByteBuffer bytes = ByteBuffer.wrap((answer + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      close();
    }
  }

  /** Tells the program why its run ends. */
  void refuse(String message) {
    if (channel != null) {
      JsonObject error = new JsonObject();
      error.addProperty("error", message);
      answer(error);
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      server.close();
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
