package org.shaketable.training.dl4j;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * JSON of a DL4J configuration whose every class is DL4J's or ND4J's own.
 *
 * <p>DL4J's reader makes an object of any class that a configuration names: this looks at every
 * text in it before DL4J does.
 */
final class ConfigurationText {
  /** Longest text, in bytes. */
  static final int LONGEST = 64 << 20;

  private static final List<String> OWN = List.of("org.deeplearning4j.nn.", "org.nd4j.linalg.");

  private final String path;
  private final String text;
  private final boolean graph;

  private ConfigurationText(String path, String text, boolean graph) {
    this.path = path;
    this.text = text;
    this.graph = graph;
  }

  /**
   * The configuration in a text.
   *
   * @param path the path as messages name it
   */
  static ConfigurationText of(String path, String text) {
    if (text.length() > LONGEST) {
      throw ModelArchive.refused(path, "a text of %,d letters".formatted(text.length()));
    }
    JsonElement json = parsed(path, text);
    check(path, json);
    boolean graph = json.isJsonObject() && json.getAsJsonObject().has("vertices");
    boolean layers = json.isJsonObject() && json.getAsJsonObject().has("confs");
    if (!graph && !layers) {
      throw ModelArchive.refused(path, "a JSON text without layers and vertices");
    }
    return new ConfigurationText(path, text, graph);
  }

  private static JsonElement parsed(String path, String text) {
    try {
      return JsonParser.parseString(text);
    } catch (JsonParseException | StackOverflowError e) {
      throw ModelArchive.refused(path, "a text that is no JSON");
    }
  }

  /** Refuses names of classes that are not DL4J's, wherever they stand. */
  private static void check(String path, JsonElement json) {
    Deque<JsonElement> left = new ArrayDeque<>(List.of(json));
    while (!left.isEmpty()) {
      JsonElement next = left.pop();
      if (next.isJsonArray()) {
        next.getAsJsonArray().forEach(left::push);
      } else if (next.isJsonObject()) {
        for (Map.Entry<String, JsonElement> entry : next.getAsJsonObject().entrySet()) {
          if (entry.getKey().startsWith("@")) {
            checkName(path, entry.getValue());
          }
          left.push(entry.getValue());
        }
      } else if (next.isJsonPrimitive() && looksLikeClass(next.getAsString())) {
        checkName(path, next);
      }
    }
  }

  private static boolean looksLikeClass(String text) {
    return text.matches("\\[*L?([a-z_$][\\w$]*\\.)+[A-Z_$][\\w$]*;?");
  }

  private static void checkName(String path, JsonElement name) {
    String text = name.isJsonPrimitive() ? name.getAsString() : name.toString();
    if (OWN.stream().noneMatch(text::startsWith)) {
      throw ModelArchive.refused(
          path,
          "the class %s, which is not DL4J's own and is not loaded,"
              .formatted(text.length() > 100 ? text.substring(0, 100) + "..." : text));
    }
  }

  String path() {
    return path;
  }

  String text() {
    return text;
  }

  /** Whether it is of a graph; of layers in a row otherwise. */
  boolean graph() {
    return graph;
  }
}
