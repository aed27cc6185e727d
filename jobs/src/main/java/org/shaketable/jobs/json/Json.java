package org.shaketable.jobs.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Values as JSON and back; the components of records are keys in snake_case, as in the tables. YAML
 * is read here, too, where nobody asks for lines; there the keys are in kebab-case.
 */
public final class Json {
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          // What a later version writes may say more.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /** Python writes NaN and Infinity as they are. */
  private static final ObjectMapper OF_PYTHON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .build();

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

  /**
   * The tree of JSON.
   *
   * @throws IOException when it cannot be read, or is no JSON
   */
  public static JsonNode tree(InputStream text) throws IOException {
    return MAPPER.readTree(text);
  }

  /**
   * The tree of a text that Python may have written.
   *
   * @throws JsonProcessingException when it is no JSON but for NaN and Infinity
   */
  public static JsonNode ofPython(String text) throws JsonProcessingException {
    return OF_PYTHON.readTree(text);
  }

  /**
   * The pieces of JSON that Python may have written, one after another.
   *
   * @throws IOException when it cannot be read
   */
  public static JsonParser pieces(InputStream text) throws IOException {
    return OF_PYTHON.createParser(text);
  }

  /**
   * The tree of YAML.
   *
   * @throws IOException when it cannot be read, or is no YAML
   */
  public static JsonNode yaml(InputStream text) throws IOException {
    return YAML.readTree(text);
  }

  /**
   * The list of values that YAML is; constants of enums in any case.
   *
   * @throws IOException when it cannot be read, or is no YAML of such values
   */
  public static <T> List<T> yamlList(InputStream text, Class<T> type) throws IOException {
    return List.copyOf(YAML.readerForListOf(type).<List<T>>readValue(text));
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
