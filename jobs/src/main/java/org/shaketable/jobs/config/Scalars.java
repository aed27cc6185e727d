package org.shaketable.jobs.config;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Numbers, texts, truth values and enums of one word. */
final class Scalars {
  private static final Pattern WHOLE = Pattern.compile("[-+]?\\d[\\d_]*");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d[\\d_]*\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

  private record Reader(String expected, Pattern form, Function<String, Object> parse) {}

  private static final Reader INT =
      new Reader("a whole number", WHOLE, text -> new BigDecimal(text).intValueExact());
  private static final Reader LONG =
      new Reader("a whole number", WHOLE, text -> new BigDecimal(text).longValueExact());
  private static final Reader DOUBLE = new Reader("a number", NUMBER, Double::valueOf);
  private static final Reader BOOLEAN =
      new Reader("true or false", Pattern.compile("true|false"), Boolean::valueOf);
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

  private static Object number(Node node, Reader reader) {
    String text = text(node, reader.expected());
    try {
      if (reader.form().matcher(text).matches()) {
        return reader.parse().apply(text.replace("_", ""));
      }
    } catch (ArithmeticException e) {
      throw node.place()
          .mistake(
              "expected %s of fewer digits, found '%s'; give a smaller one"
                  .formatted(reader.expected(), text));
    }
    throw node.place()
        .mistake(
            "expected %s, found '%s'; put %s there"
                .formatted(reader.expected(), text, reader.expected()));
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
