package org.shaketable.jobs.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.io.IOException;
import java.io.InputStream;

/** Values as JSON and back; the components of records are keys in snake_case, as in the tables. */
public final class Json {
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          // What a later version writes may say more.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private Json() {}

  /** The text of a value. */
  public static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write " + value, e);
    }
  }

  /** JSON as it can stand in a script element: {@code <} occurs in strings only. */
  public static String inScript(String json) {
    return json.replace("<", "\\u003c");
  }

  /**
   * The value of a text.
   *
   * @throws IOException when it cannot be read, or is not JSON of such a value
   */
  public static <T> T read(InputStream text, Class<T> type) throws IOException {
    return MAPPER.readValue(text, type);
  }

  /**
   * The tree of a text.
   *
   * @throws IOException when it is no JSON
   */
  public static JsonNode tree(String text) throws IOException {
    return MAPPER.readTree(text);
  }

  /** A number, text or map as a node. */
  public static JsonNode node(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** A node as lists, maps, texts and numbers. */
  public static Object plain(JsonNode node) {
    return MAPPER.convertValue(node, Object.class);
  }
}
