package org.shaketable.jobs.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes values of nodes, by type: numbers, texts, enums, lists, maps and records, and what {@link
 * Forms} knows to write in a form of its own. It makes no other class.
 */
final class Binder {
  private final Forms forms;

  Binder(Forms forms) {
    this.forms = forms;
  }

  /** The value of a node as a class. */
  <T> T bind(Node node, Class<T> type) {
    @SuppressWarnings("unchecked") // what value() makes has the type, boxed where primitive
    T bound = (T) value(node, type);
    return bound;
  }

  /** The value of a node as any type. */
  Object value(Node node, Type type) {
    if (type instanceof ParameterizedType generic) {
      return generic.getRawType() == Map.class
          ? map(node, generic.getActualTypeArguments()[1])
          : list(node, generic.getActualTypeArguments()[0]);
    }
    Class<?> raw = (Class<?>) type;
    if (raw == Node.class) {
      return node;
    }
    var form = forms.of(raw);
    if (form.isPresent()) {
      return form.get().read(node, this);
    }
    if (raw.isRecord()) {
      return record(keys(node, "keys"), raw.asSubclass(Record.class), Set.of());
    }
    return Scalars.read(node, raw);
  }

  /** A record of keys, without those in {@code taken}, which the caller has read. */
  <T extends Record> T record(Node.Keys keys, Class<T> type, Set<String> taken) {
    return new RecordBinding<>(this, keys, type, taken).bind();
  }

  /** A node that must have keys. */
  static Node.Keys keys(Node node, String expected) {
    if (node instanceof Node.Keys keys) {
      return keys;
    }
    throw node.place()
        .mistake(
            "expected %s, found %s; write its keys indented below it"
                .formatted(expected, node.described()));
  }

  /** A node that must be a list. */
  static Node.Items items(Node node) {
    if (node instanceof Node.Items items) {
      return items;
    }
    throw node.place()
        .mistake("expected a list, found %s; write it as [a, b]".formatted(node.described()));
  }

  private Object list(Node node, Type element) {
    List<Object> values = new ArrayList<>();
    for (Node item : items(node).items()) {
      values.add(value(item, element));
    }
    return List.copyOf(values);
  }

  private Object map(Node node, Type element) {
    Map<String, Object> values = new LinkedHashMap<>();
    keys(node, "names with their settings")
        .values()
        .forEach((name, child) -> values.put(name, value(child, element)));
    return values;
  }
}
