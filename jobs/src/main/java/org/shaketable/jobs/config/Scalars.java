package org.shaketable.jobs.config;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.shaketable.jobs.Mistake;

/** Numbers, texts, truth values and enums of one word. */
final class Scalars {
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d[\\d_]*\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

  private record Reader(String expected, Pattern form, Function<String, Optional<?>> parse) {}

  /** Longer ones are no numbers that anyone means, and take long to read. */
  private static final int LONGEST = 100;

  /** With its sign and the letter e: what no double has is no number to compute with. */
  private static final int LONGEST_EXPONENT = 7;

  private static final Reader INT =
      new Reader(
          "a whole number",
          NUMBER,
          text -> whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE).map(BigDecimal::intValueExact));
  private static final Reader LONG =
      new Reader(
          "a whole number",
          NUMBER,
          text -> whole(text, Long.MIN_VALUE, Long.MAX_VALUE).map(BigDecimal::longValueExact));
  private static final Reader DOUBLE =
      new Reader("a number", NUMBER, text -> Optional.of(real(text)));
  private static final Reader BOOLEAN =
      new Reader(
          "true or false",
          Pattern.compile("true|false"),
          text -> Optional.of(Boolean.valueOf(text)));
  private static final Map<Class<?>, Reader> READERS =
      Map.of(
          int.class,
          INT,
          Integer.class,
          INT,
          long.class,
          LONG,
          Long.class,
          LONG,
          double.class,
          DOUBLE,
          Double.class,
          DOUBLE,
          boolean.class,
          BOOLEAN,
          Boolean.class,
          BOOLEAN);

  private Scalars() {}

  static Object read(Node node, Class<?> type) {
    if (type == String.class) {
      return text(node, "a text");
    }
    if (type.isEnum()) {
      return constant(node, type);
    }
    Reader reader = READERS.get(type);
    if (reader == null) {
      throw new IllegalStateException("Cannot read a " + type + " from configuration");
    }
    return number(node, reader);
  }

  /** Whether a text is written as a number that can be read. */
  static boolean isNumber(String text) {
    return text.length() <= LONGEST
        && NUMBER.matcher(text).matches()
        && text.replaceFirst("^[^eE]*", "").length() < LONGEST_EXPONENT;
  }

  /** The text of a node that must be one word or number. */
  static String text(Node node, String expected) {
    if (node instanceof Node.Scalar scalar) {
      return scalar.text();
    }
    throw node.place()
        .mistake(
            "expected %s, found %s; put %s behind the colon"
                .formatted(expected, node.described(), expected));
  }

  /** A number whose value is whole, however it is written: 100, 1e2 or 100.0. */
  private static Optional<BigDecimal> whole(String text, long least, long most) {
    BigDecimal number = new BigDecimal(text);
    if (number.stripTrailingZeros().scale() > 0) {
      return Optional.empty();
    }
    if (number.compareTo(BigDecimal.valueOf(least)) < 0
        || number.compareTo(BigDecimal.valueOf(most)) > 0) {
      throw new ArithmeticException("of fewer digits, found '%s'; give a smaller one");
    }
    return Optional.of(number);
  }

  /** A double; one that is not 0 as written must not become 0, and -0 is 0. */
  private static double real(String text) {
    double number = Double.parseDouble(text);
    if (Double.isInfinite(number)) {
      throw new ArithmeticException("of at most 1.79e308, found '%s'; give a smaller one");
    }
    if (number == 0 && text.split("[eE]", 2)[0].matches(".*[1-9].*")) {
      throw new ArithmeticException(
          "that is not so small, found '%s', which would be read as 0; give 0, or one from"
              + " 4.9e-324");
    }
    return number == 0 ? 0.0 : number;
  }

  private static Object number(Node node, Reader reader) {
    String text = text(node, reader.expected());
    if (text.length() <= LONGEST && reader.form().matcher(text).matches()) {
      try {
        Optional<?> value = reader.parse().apply(text.replace("_", ""));
        if (value.isPresent()) {
          return value.get();
        }
      } catch (NumberFormatException e) {
        throw unfit(node, reader, "with a shorter exponent, found '%s'; change it", text);
      } catch (ArithmeticException e) {
        throw unfit(node, reader, e.getMessage(), text);
      }
    }
    throw unfit(node, reader, null, text);
  }

  private static Mistake unfit(Node node, Reader reader, String why, String text) {
    return node.place()
        .mistake(
            why == null
                ? "expected %s, found '%s'; put %s there"
                    .formatted(reader.expected(), text, reader.expected())
                : "expected " + reader.expected() + " " + why.formatted(text));
  }

  private static Object constant(Node node, Class<?> type) {
    String text = text(node, "one word");
    List<String> words =
        Arrays.stream(type.getEnumConstants()).map(constant -> word((Enum<?>) constant)).toList();
    int index = words.indexOf(text);
    if (index < 0) {
      throw node.place()
          .mistake(
              "expected one of %s, found '%s'; choose one of them"
                  .formatted(String.join(", ", words), text));
    }
    return type.getEnumConstants()[index];
  }

  /** The word of an enum's constant. */
  static String word(Enum<?> constant) {
    return Words.kebab(constant.name().toLowerCase(java.util.Locale.ROOT));
  }
}
