package org.shaketable.jobs.places;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What Kubernetes asks of an object by the schema of its kind: types, words that are required or
 * among which to choose, and no key that the schema does not have.
 */
record StructuralSchema(JsonNode schema) {

  /** What is wrong with an object, each with its place; nothing of one that fits. */
  List<String> faults(JsonNode object) {
    List<String> faults = new ArrayList<>();
    check(schema, object, "", faults);
    return faults;
  }

  private static void check(JsonNode schema, JsonNode value, String place, List<String> faults) {
    if (!fits(schema, value)) {
      faults.add("%s: expected %s, found %s".formatted(place, expected(schema), value));
    } else if (!schema.path("x-cut").asBoolean()) {
      fields(schema, value, place, faults);
      for (int i = 0; value.isArray() && i < value.size(); i++) {
        check(schema.path("items"), value.get(i), place + "[" + i + "]", faults);
      }
    }
  }

  private static String expected(JsonNode schema) {
    return schema.has("enum") ? schema.path("enum").toString() : schema.path("type").asText();
  }

  private static boolean fits(JsonNode schema, JsonNode value) {
    if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
      return value.isInt() || value.isTextual();
    }
    boolean type =
        switch (schema.path("type").asText()) {
          case "object" -> value.isObject();
          case "array" -> value.isArray();
          case "string" -> value.isTextual();
          case "boolean" -> value.isBoolean();
          case "integer" -> value.isIntegralNumber();
          case "number" -> value.isNumber();
          default -> throw new IllegalStateException("No type: " + schema);
        };
    return type && chosen(schema.path("enum"), value);
  }

  private static boolean chosen(JsonNode words, JsonNode value) {
    for (JsonNode word : words) {
      if (word.equals(value)) {
        return true;
      }
    }
    return words.isEmpty();
  }

  private static void fields(JsonNode schema, JsonNode value, String place, List<String> faults) {
    for (JsonNode required : schema.path("required")) {
      if (!value.has(required.asText())) {
        faults.add("%s: lacks %s".formatted(place, required.asText()));
      }
    }
    // An object of any keys, as metadata, has neither.
    boolean any = !schema.has("properties") && !schema.has("additionalProperties");
    Iterator<Map.Entry<String, JsonNode>> fields = value.fields();
    while (!any && fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      String at = place + "/" + field.getKey();
      JsonNode own = schema.path("properties").path(field.getKey());
      JsonNode of = own.isMissingNode() ? schema.path("additionalProperties") : own;
      if (of.isMissingNode()) {
        faults.add("%s: no such key".formatted(at));
      } else {
        check(of, field.getValue(), at, faults);
      }
    }
  }
}
