package org.shaketable.training.program;

import java.util.Arrays;
import java.util.List;

/**
 * Where an array lies in the arena.
 *
 * @param at first byte
 * @param type the type of its values
 * @param count number of values
 */
record Slot(long at, Type type, int count) {
  /** Types of values, little-endian. */
  enum Type {
    FLOAT32(Float.BYTES),
    FLOAT64(Double.BYTES),
    INT32(Integer.BYTES),
    INT64(Long.BYTES);

    private final int bytes;

    Type(int bytes) {
      this.bytes = bytes;
    }

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    static Type of(String word) {
      return Arrays.stream(values())
          .filter(type -> type.word().equals(word))
          .findFirst()
          .orElseThrow(
              () ->
                  new ProgramFailed(
                      "Invalid type: expected one of %s, found %s"
                          .formatted(
                              Arrays.stream(values()).map(Type::word).toList(),
                              Message.cut(word))));
    }
  }

  static Slot of(Message place) {
    Slot slot = new Slot(place.whole("at"), Type.of(place.text("type")), place.count("count", 0));
    if (slot.at < Arena.HEADER || slot.at % Long.BYTES != 0) {
      throw new ProgramFailed(
          "Invalid array: expected a place that is a multiple of 8 and at least %d, found %d"
              .formatted(Arena.HEADER, slot.at));
    }
    return slot;
  }

  long bytes() {
    return (long) count * type.bytes;
  }

  /** Fails unless the array has that many values. */
  Slot of(int values, String what) {
    if (count != values) {
      throw new ProgramFailed(
          "Invalid shape: expected %,d values for the %s, found %,d"
              .formatted(values, what, count));
    }
    return this;
  }

  /** Fails unless the values are of one of these types. */
  Slot of(List<Type> types, String what) {
    if (!types.contains(type)) {
      throw new ProgramFailed(
          "Invalid type: expected %s of one of %s, found %s"
              .formatted(what, types.stream().map(Type::word).toList(), type.word()));
    }
    return this;
  }
}
