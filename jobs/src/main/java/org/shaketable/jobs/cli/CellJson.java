package org.shaketable.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.shaketable.jobs.json.Json;
import scala.collection.JavaConverters;

/**
 * Values of an answer in JSON: structs and maps as objects, binary as base64, points in time as ISO
 * 8601 in UTC, and numbers that JSON lacks as the texts {@code "NaN"}, {@code "Infinity"} and
 * {@code "-Infinity"}. Fields that are null are left out; keys of maps are sorted.
 */
final class CellJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

  private CellJson() {}

  /** A row as an object. */
  static String line(Row row) {
    return Json.text(object(row));
  }

  /** A value as a text: as it is where it has one in a word, else JSON. */
  static String cell(Object value) {
    JsonNode node = node(value);
    return node.isContainerNode() ? Json.text(node) : node.asText();
  }

  private static JsonNode node(Object value) {
    if (value == null) {
      return NODES.nullNode();
    } else if (value instanceof Row row) {
      return object(row);
    } else if (value instanceof scala.collection.Seq<?> list) {
      ArrayNode array = NODES.arrayNode();
      JavaConverters.seqAsJavaList(list).forEach(element -> array.add(node(element)));
      return array;
    } else if (value instanceof scala.collection.Map<?, ?> map) {
      return object(JavaConverters.mapAsJavaMap(map));
    }
    return scalar(value);
  }

  private static ObjectNode object(Row row) {
    ObjectNode object = NODES.objectNode();
    for (int i = 0; i < row.size(); i++) {
      if (!row.isNullAt(i)) {
        object.set(row.schema().fields()[i].name(), node(row.get(i)));
      }
    }
    return object;
  }

  private static ObjectNode object(Map<?, ?> map) {
    Map<String, JsonNode> sorted = new TreeMap<>();
    map.forEach((key, value) -> sorted.put(cell(key), node(value)));
    return NODES.objectNode().setAll(sorted);
  }

  private static JsonNode scalar(Object value) {
    if (value instanceof byte[] bytes) {
      return NODES.binaryNode(bytes);
    } else if (value instanceof Boolean truth) {
      return NODES.booleanNode(truth);
    } else if (value instanceof Double number) {
      return Double.isFinite(number) ? NODES.numberNode(number) : NODES.textNode(number.toString());
    } else if (value instanceof Float number) {
      return Float.isFinite(number) ? NODES.numberNode(number) : NODES.textNode(number.toString());
    } else if (value instanceof BigDecimal number) {
      return NODES.numberNode(number);
    } else if (value instanceof Number number) {
      return NODES.numberNode(number.longValue());
    } else if (value instanceof Timestamp time) {
      return NODES.textNode(time.toInstant().toString());
    }
    return NODES.textNode(value.toString());
  }
}
