package org.shaketable.training.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The memory that a program and its home share: a file that both map. The first {@value #HEADER}
 * bytes hold the number of steps that the program has done; behind them lie arrays where the
 * program likes.
 */
final class Arena implements AutoCloseable {
  static final int HEADER = 64;

  /** The file system of memory, where there is one. */
  private static final Path SHARED_MEMORY = Path.of("/dev/shm");

  /** Below this it is too small for models: a container's, for example. */
  private static final long ENOUGH = 1L << 30;

  private static final long LARGEST = 1L << 40;
  private static final int ZEROS = 1 << 20;
  private static final int MOST_VIEWS = 64;
  private static final List<Slot.Type> REAL = List.of(Slot.Type.FLOAT32, Slot.Type.FLOAT64);
  private static final List<Slot.Type> WHOLE = List.of(Slot.Type.INT32, Slot.Type.INT64);

  private final Path file;
  private final FileChannel channel;
  private final Map<Slot, ByteBuffer> views = new HashMap<>();
  private final ByteBuffer header;
  private long bytes;

  Arena(String name, Path elsewhere) {
    try {
      boolean shared =
          Files.isWritable(SHARED_MEMORY)
              && Files.getFileStore(SHARED_MEMORY).getUsableSpace() >= ENOUGH;
      file = (shared ? SHARED_MEMORY : elsewhere).resolve(name);
      channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      grow(1 << 16);
      header = map(0, HEADER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file() {
    return file;
  }

  /** Size of the file. */
  long bytes() {
    return bytes;
  }

  /** Makes the file at least that large. */
  void grow(long least) {
    if (least > LARGEST) {
      throw new ProgramFailed(
          "Invalid memory: expected at most %,d bytes, found %,d".formatted(LARGEST, least));
    }
    try {
      // Written, not only sized: where memory ends, a page that was promised kills who touches it.
      ByteBuffer zeros = ByteBuffer.allocate(ZEROS);
      while (bytes < least) {
        zeros.clear().limit((int) Math.min(ZEROS, least - bytes));
        bytes += channel.write(zeros, bytes);
      }
    } catch (IOException e) {
      throw new ProgramFailed(
          "Cannot share %,d bytes of memory: %s; enlarge the file system of %s"
              .formatted(least, e.getMessage(), file.getParent()));
    }
  }

  /** Steps that the program has done. */
  long steps() {
    return header.getLong(0);
  }

  /**
   * The values of an array of numbers, rounded to single precision, in {@code into[0 .. count)}.
   */
  void read(Slot slot, float[] into) {
    ByteBuffer view = view(slot.of(REAL, "an array"));
    if (slot.type() == Slot.Type.FLOAT32) {
      view.asFloatBuffer().get(into, 0, slot.count());
      return;
    }
    var doubles = view.asDoubleBuffer();
    for (int i = 0; i < slot.count(); i++) {
      into[i] = (float) doubles.get(i);
    }
  }

  float[] floats(Slot slot) {
    float[] values = new float[slot.count()];
    read(slot, values);
    return values;
  }

  double[] doubles(Slot slot) {
    double[] values = new double[slot.count()];
    ByteBuffer view = view(slot.of(List.of(Slot.Type.FLOAT64), "an array"));
    view.asDoubleBuffer().get(values);
    return values;
  }

  /**
   * Writes an array of numbers. In double precision, a value that {@link #read} would give is left
   * as it is.
   */
  void write(Slot slot, float[] values) {
    ByteBuffer view = view(slot.of(REAL, "an array"));
    if (slot.type() == Slot.Type.FLOAT32) {
      view.asFloatBuffer().put(values, 0, slot.count());
      return;
    }
    var doubles = view.asDoubleBuffer();
    for (int i = 0; i < slot.count(); i++) {
      // Bits, so that a NaN equals itself.
      if (Float.floatToIntBits((float) doubles.get(i)) != Float.floatToIntBits(values[i])) {
        doubles.put(i, values[i]);
      }
    }
  }

  /** Whole numbers in {@code [0, bound)}. */
  int[] whole(Slot slot, int bound, String what) {
    ByteBuffer view = view(slot.of(WHOLE, what));
    int[] values = new int[slot.count()];
    for (int i = 0; i < values.length; i++) {
      long value =
          slot.type() == Slot.Type.INT32
              ? view.getInt(i * Integer.BYTES)
              : view.getLong(i * Long.BYTES);
      if (value < 0 || value >= bound) {
        throw new ProgramFailed(
            "Invalid %s: expected whole numbers in [0, %,d), found %,d"
                .formatted(what, bound, value));
      }
      values[i] = (int) value;
    }
    return values;
  }

  void write(Slot slot, int[] values) {
    ByteBuffer view = view(slot);
    for (int i = 0; i < values.length; i++) {
      if (slot.type() == Slot.Type.INT32) {
        view.putInt(i * Integer.BYTES, values[i]);
      } else {
        view.putLong(i * Long.BYTES, values[i]);
      }
    }
  }

  private ByteBuffer view(Slot slot) {
    if (slot.bytes() > Integer.MAX_VALUE) {
      throw new ProgramFailed(
          "Invalid array: expected one of at most %,d bytes, found one of %,d"
              .formatted(Integer.MAX_VALUE, slot.bytes()));
    }
    if (slot.at() > bytes - slot.bytes()) {
      throw new ProgramFailed(
          "Invalid array: expected one inside the %,d bytes of shared memory, found bytes %,d to %,d"
              .formatted(bytes, slot.at(), slot.at() + slot.bytes()));
    }
    if (views.size() == MOST_VIEWS) {
      views.clear();
    }
    return views.computeIfAbsent(slot, place -> map(place.at(), place.bytes()));
  }

  private ByteBuffer map(long at, long count) {
    try {
      return channel.map(FileChannel.MapMode.READ_WRITE, at, count).order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives the memory back, though mappings of it live until they are collected. */
  @Override
  public void close() {
    try {
      // An interruption closes the channel, and the supervisor may have deleted the file.
      if (channel.isOpen()) {
        channel.truncate(0);
      } else if (Files.exists(file)) {
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
            .close();
      }
      channel.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
