package org.shaketable.training.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reader of the JSON files with reference values: maps, lists, strings, doubles, booleans; null is
 * NaN. (The training module has no JSON library, and needs none.)
 */
public final class Json {
  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /** The content of {@code reference/name} on the class path. */
  public static Json.Value resource(String name) {
    try (InputStream in = Json.class.getResourceAsStream("/reference/" + name)) {
      return new Value(new Json(new String(in.readAllBytes(), StandardCharsets.UTF_8)).read());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Object read() {
    skip();
    char c = text.charAt(at);
    return switch (c) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      default -> literal();
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> map = new LinkedHashMap<>();
    at++;
    while (!ends('}')) {
      String key = string();
      skip();
      at++;
      map.put(key, read());
    }
    return map;
  }

  private List<Object> array() {
    List<Object> list = new ArrayList<>();
    at++;
    while (!ends(']')) {
      list.add(read());
    }
    return list;
  }

  private boolean ends(char close) {
    skip();
    if (text.charAt(at) == ',') {
      at++;
      skip();
    }
    if (text.charAt(at) == close) {
      at++;
      return true;
    }
    return false;
  }

  private String string() {
    int end = text.indexOf('"', at + 1);
    String value = text.substring(at + 1, end);
    at = end + 1;
    return value;
  }

  private Object literal() {
    int start = at;
    while (at < text.length() && ",]} \n\r\t".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(start, at);
    return switch (word) {
      case "null" -> Double.NaN;
      case "true" -> true;
      case "false" -> false;
      default -> Double.parseDouble(word);
    };
  }

  private void skip() {
    while (Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  /** One value with typed views. */
  public record Value(Object raw) {

    /** The member of this name of an object. */
    public Value at(String key) {
      Map<?, ?> map = (Map<?, ?>) raw;
      if (!map.containsKey(key)) {
        throw new IllegalArgumentException("No key " + key + " in " + map.keySet());
      }
      return new Value(map.get(key));
    }

    /** The elements of an array. */
    public List<Value> list() {
      return ((List<?>) raw).stream().map(element -> new Value(element)).toList();
    }

    /** A number; the strings Infinity and -Infinity are infinities. */
    public double number() {
      return raw instanceof String word ? Double.parseDouble(word) : (Double) raw;
    }

    /** A truth value. */
    public boolean truth() {
      return (Boolean) raw;
    }

    /** All numbers of a nested array, outermost index first. */
    public double[] numbers() {
      if (raw instanceof List<?>) {
        return list().stream().flatMapToDouble(v -> Arrays.stream(v.numbers())).toArray();
      }
      return new double[] {number()};
    }

    @Override
    public String toString() {
      return String.valueOf(raw);
    }
  }
}
