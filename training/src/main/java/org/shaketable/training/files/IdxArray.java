package org.shaketable.training.files;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.shaketable.refusal.Refusal;

/**
 * An array of the IDX format (yann.lecun.com/exdb/mnist): two bytes of 0, one for the type, one for
 * the number of axes, the axes' lengths as 32-bit big-endian numbers, then the values, the last
 * axis fastest.
 *
 * @param values the values in the order of the file, as they stand there
 * @param count length of the first axis
 */
record IdxArray(DataFile file, Type type, float[] values, int count) {

  /** Types of values by the third byte. */
  enum Type {
    UNSIGNED_BYTE(0x08, 1),
    BYTE(0x09, 1),
    SHORT(0x0B, 2),
    INT(0x0C, 4),
    FLOAT(0x0D, 4),
    DOUBLE(0x0E, 8);

    private final int code;
    private final int bytes;

    Type(int code, int bytes) {
      this.code = code;
      this.bytes = bytes;
    }

    double read(ByteBuffer buffer) {
      return switch (this) {
        case UNSIGNED_BYTE -> buffer.get() & 0xff;
        case BYTE -> buffer.get();
        case SHORT -> buffer.getShort();
        case INT -> buffer.getInt();
        case FLOAT -> buffer.getFloat();
        case DOUBLE -> buffer.getDouble();
      };
    }
  }

  static IdxArray read(DataFile file, String setting) {
    ByteBuffer buffer = ByteBuffer.wrap(file.unpacked());
    Type type = type(file, setting, buffer);
    int[] axes = axes(file, setting, buffer);
    long values = Arrays.stream(axes).asLongStream().reduce(1, Math::multiplyExact);
    if (buffer.remaining() != values * type.bytes) {
      throw new Refusal(
          setting,
          "expected %s values of %d bytes, as the head says, found %d bytes in %s"
              .formatted(
                  Arrays.stream(axes)
                      .mapToObj(Integer::toString)
                      .collect(Collectors.joining(" x ")),
                  type.bytes,
                  buffer.remaining(),
                  file.path()));
    }
    return new IdxArray(file, type, numbers(file, setting, type, buffer, (int) values), axes[0]);
  }

  private static Type type(DataFile file, String setting, ByteBuffer buffer) {
    int magic = buffer.remaining() < 4 ? -1 : buffer.getInt();
    return Arrays.stream(Type.values())
        .filter(type -> magic >>> 8 == type.code && (magic & 0xff) > 0)
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    setting,
                    "expected an IDX file, which begins with 00 00, a type and a number of axes, found %s in %s"
                        .formatted(
                            magic == -1 ? "fewer than 4 bytes" : "%08x".formatted(magic),
                            file.path())));
  }

  private static int[] axes(DataFile file, String setting, ByteBuffer buffer) {
    int[] axes = new int[buffer.get(3)];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = buffer.remaining() < 4 ? -1 : buffer.getInt();
      if (axes[i] < 1) {
        throw new Refusal(
            setting,
            "expected the lengths of %d axes, each at least 1, found an end or another length in %s"
                .formatted(axes.length, file.path()));
      }
    }
    return axes;
  }

  private static float[] numbers(
      DataFile file, String setting, Type type, ByteBuffer buffer, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      double number = type.read(buffer);
      numbers[i] = (float) number;
      if (!Float.isFinite(numbers[i])) {
        throw new Refusal(
            setting,
            "expected finite numbers, found %s as value %d of %s"
                .formatted(number, i + 1, file.path()));
      }
    }
    return numbers;
  }

  /** The values as inputs: unsigned bytes as shares of 255. */
  float[] inputs() {
    if (type != Type.UNSIGNED_BYTE) {
      return values;
    }
    float[] shares = new float[values.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = values[i] / 255;
    }
    return shares;
  }

  /** Numbers of a sample. */
  int width() {
    return values.length / count;
  }

  /**
   * This array as labels of {@code samples} samples.
   *
   * @param bound labels must be below it; null for none
   */
  List<String> labels(int samples, Integer bound, String setting) {
    if (values.length != samples) {
      throw new Refusal(
          setting,
          "expected %d labels, one for each sample, found %d in %s"
              .formatted(samples, values.length, file.path()));
    }
    List<String> labels = new ArrayList<>(samples);
    for (int i = 0; i < samples; i++) {
      labels.add(Long.toString(label(i, bound, setting)));
    }
    return labels;
  }

  private long label(int sample, Integer bound, String setting) {
    double number = values[sample];
    if (number != Math.rint(number) || bound != null && (number < 0 || number >= bound)) {
      throw new Refusal(
          setting,
          "expected whole numbers%s, found %s as label %d of %s"
              .formatted(
                  bound == null ? "" : " in [0, %d)".formatted(bound),
                  number,
                  sample + 1,
                  file.path()));
    }
    return (long) number;
  }
}
