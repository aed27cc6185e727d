package org.shaketable.jobs.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.TreeMap;
import org.shaketable.analytics.codec.RecordShape;
import org.shaketable.jobs.json.Json;

/**
 * Records as JSON with sorted keys, without spaces, every setting with its resolved value: equal
 * records give equal texts, and {@link Binder} makes the record of the text again.
 */
final class CanonicalJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Forms forms;

  CanonicalJson(Forms forms) {
    this.forms = forms;
  }

  /** The text of a value. */
  String text(Object value) {
    return Json.text(sorted(node(value)));
  }

  /** A value as a node. */
  JsonNode node(Object value) {
    var form = forms.ofValue(value);
    if (form.isPresent()) {
      return form.get().write(value, this);
    }
    if (value instanceof Record plain) {
      return record(plain);
    }
    if (value instanceof List<?> list) {
      ArrayNode array = NODES.arrayNode();
      list.forEach(item -> array.add(node(item)));
      return array;
    }
    if (value instanceof Enum<?> constant) {
      return NODES.textNode(Scalars.word(constant));
    }
    return Json.node(value);
  }

  /** The components of a record as keys; absent ones are left out. */
  ObjectNode record(Record value) {
    ObjectNode object = NODES.objectNode();
    for (RecordComponent component : RecordShape.of(value.getClass()).components()) {
      Object part = RecordShape.value(value, component);
      if (part != null) {
        object.set(Words.kebab(component.getName()), node(part));
      }
    }
    return object;
  }

  private static JsonNode sorted(JsonNode node) {
    if (node instanceof ObjectNode object) {
      TreeMap<String, JsonNode> children = new TreeMap<>();
      object
          .fields()
          .forEachRemaining(field -> children.put(field.getKey(), sorted(field.getValue())));
      ObjectNode ordered = NODES.objectNode();
      ordered.setAll(children);
      return ordered;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode ordered = NODES.arrayNode();
      array.forEach(item -> ordered.add(sorted(item)));
      return ordered;
    }
    return node;
  }
}
