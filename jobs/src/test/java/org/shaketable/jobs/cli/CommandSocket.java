package org.shaketable.jobs.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.shaketable.jobs.TestSession;

/**
 * Runs commands for others in this process, one after the other, so that they need no JVM of their
 * own. A caller sends a line, the JSON list of arguments, then what the command reads; lines come
 * back, after {@code o} what it prints and after {@code e} what it complains of, and at the end
 * {@code x} with its exit code.
 */
final class CommandSocket implements AutoCloseable {
  private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  private final Thread answering = new Thread(this::answer, "commands");

  CommandSocket() throws IOException {
    TestSession.spark();
    answering.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  private void answer() {
    while (!socket.isClosed()) {
      try (Socket caller = socket.accept()) {
        run(caller);
      } catch (IOException e) {
        // Closed, or the caller has gone: there is nobody to tell.
        continue;
      }
    }
  }

  private static void run(Socket caller) throws IOException {
    InputStream read = caller.getInputStream();
    String[] arguments = new ObjectMapper().readValue(line(read), String[].class);
    InputStream in = System.in;
    PrintStream out = System.out;
    PrintStream err = System.err;
    System.setIn(read);
    System.setOut(lines('o', caller.getOutputStream()));
    System.setErr(lines('e', caller.getOutputStream()));
    int code;
    try {
      code = Shaketable.run(arguments);
      System.out.flush();
      System.err.flush();
    } finally {
      System.setIn(in);
      System.setOut(out);
      System.setErr(err);
    }
    caller.getOutputStream().write(("x" + code + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] line(InputStream read) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = read.read(); next >= 0 && next != '\n'; next = read.read()) {
      line.write(next);
    }
    return line.toByteArray();
  }

  /** Sends whole lines, each behind its letter. */
  private static PrintStream lines(char kind, OutputStream to) {
    return new PrintStream(
        new OutputStream() {
          private final ByteArrayOutputStream line = new ByteArrayOutputStream();

          @Override
          public synchronized void write(int next) throws IOException {
            if (line.size() == 0) {
              line.write(kind);
            }
            line.write(next);
            if (next == '\n') {
              to.write(line.toByteArray());
              line.reset();
            }
          }
        },
        true,
        StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
    try {
      answering.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
