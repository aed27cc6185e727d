package org.shaketable.jobs.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.shaketable.refusal.Refusal;

/** The way a type of the domain is written where it is not just a record's keys. */
interface Form {
  /** The value of a node. */
  Object read(Node node, Binder binder);

  /** A value as JSON that {@link #read} takes. */
  JsonNode write(Object value, CanonicalJson json);

  /** One word or number, e.g. {@code 40%}. */
  record Word(String expected, Function<String, Object> parse) implements Form {
    @Override
    public Object read(Node node, Binder binder) {
      String text = Scalars.text(node, expected);
      try {
        return parse.apply(text);
      } catch (Refusal e) {
        throw node.place().mistake(e.reason() + "; write " + expected);
      }
    }

    @Override
    public JsonNode write(Object value, CanonicalJson json) {
      return JsonNodeFactory.instance.textNode(value.toString());
    }
  }

  /** A record whose type is named by one of its keys, e.g. {@code algorithm: adam}. */
  record Tagged(String key, String what, Map<String, Class<? extends Record>> types)
      implements Form {
    @Override
    public Object read(Node node, Binder binder) {
      Node.Keys keys = Binder.keys(node, "keys, '" + key + "' among them,");
      return binder.record(keys, type(keys), Set.of(key));
    }

    /** The type that the key names. */
    Class<? extends Record> type(Node.Keys keys) {
      Node name = keys.values().get(key);
      if (name == null) {
        throw keys.place()
            .mistake(
                "expected the key '%s', found none; add it here: there is %s"
                    .formatted(key, String.join(", ", types.keySet().stream().sorted().toList())));
      }
      Class<? extends Record> type = types.get(Scalars.text(name, "a name"));
      if (type == null) {
        throw name.place()
            .mistake(
                "expected %s that exists, found %s; %s"
                    .formatted(
                        what,
                        name.described(),
                        Words.hint(Scalars.text(name, "a name"), types.keySet())));
      }
      return type;
    }

    @Override
    public JsonNode write(Object value, CanonicalJson json) {
      String name =
          types.entrySet().stream()
              .filter(entry -> entry.getValue() == value.getClass())
              .map(Map.Entry::getKey)
              .findFirst()
              .orElseThrow();
      ObjectNode object = json.record((Record) value);
      object.put(key, name);
      return object;
    }
  }

  /**
   * A record written as the key that names its type with its own keys below it, e.g. {@code {pulse:
   * {onset: 50%, duration: 20%}}}; one without components is its name alone, e.g. {@code always}.
   */
  record Keyed(String what, Map<String, Class<? extends Record>> types) implements Form {
    @Override
    public Object read(Node node, Binder binder) {
      if (node instanceof Node.Scalar scalar) {
        return binder.record(
            new Node.Keys(node.place(), Map.of()), type(node, scalar.text()), Set.of());
      }
      Node.Keys keys = Binder.keys(node, what);
      if (keys.values().size() != 1) {
        throw keys.place()
            .mistake(
                "expected %s as one key, found %s; %s"
                    .formatted(what, keys.described(), Words.hint("", types.keySet())));
      }
      String name = keys.values().keySet().iterator().next();
      Node inner = keys.values().get(name);
      Class<? extends Record> type = type(inner, name);
      return binder.record(Binder.keys(inner, "keys of " + name), type, Set.of());
    }

    private Class<? extends Record> type(Node node, String name) {
      Class<? extends Record> type = types.get(name);
      if (type == null) {
        throw node.place()
            .mistake(
                "expected %s that exists, found '%s'; %s"
                    .formatted(what, name, Words.hint(name, types.keySet())));
      }
      return type;
    }

    @Override
    public JsonNode write(Object value, CanonicalJson json) {
      String name = Words.kebab(value.getClass().getSimpleName());
      if (value.getClass().getRecordComponents().length == 0) {
        return JsonNodeFactory.instance.textNode(name);
      }
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      object.set(name, json.record((Record) value));
      return object;
    }
  }
}
