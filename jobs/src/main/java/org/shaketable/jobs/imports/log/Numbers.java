package org.shaketable.jobs.imports.log;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Numbers as logs write them. */
public final class Numbers {
  /** Python's, C's and Java's words for what is not finite, in small letters. */
  private static final Map<String, Double> WORDS =
      Map.of(
          "nan", Double.NaN,
          "-nan", Double.NaN,
          "inf", Double.POSITIVE_INFINITY,
          "+inf", Double.POSITIVE_INFINITY,
          "-inf", Double.NEGATIVE_INFINITY,
          "infinity", Double.POSITIVE_INFINITY,
          "+infinity", Double.POSITIVE_INFINITY,
          "-infinity", Double.NEGATIVE_INFINITY);

  /** Whole numbers up to here have every neighbour in a double. */
  private static final double EXACT = 1L << 53;

  private Numbers() {}

  /** The number that a text is, to its last digit; empty where it is none. */
  public static OptionalDouble parse(String text) {
    String word = text.strip();
    if (word.isEmpty()) {
      return OptionalDouble.empty();
    }
    for (int i = 0; i < word.length(); i++) {
      char letter = word.charAt(i);
      // Java would take 1d, 1f and 0x1p3, too.
      if ((letter < '0' || letter > '9') && "+-.eE".indexOf(letter) < 0) {
        Double special = WORDS.get(word.toLowerCase(Locale.ROOT));
        return special == null ? OptionalDouble.empty() : OptionalDouble.of(special);
      }
    }
    try {
      return OptionalDouble.of(Double.parseDouble(word));
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /** A step, which must be whole (1000, 1000.0 and 1e3 are) and not below 0; empty otherwise. */
  public static OptionalLong step(double number) {
    return number == Math.rint(number) && number >= 0 && number <= EXACT
        ? OptionalLong.of((long) number)
        : OptionalLong.empty();
  }
}
