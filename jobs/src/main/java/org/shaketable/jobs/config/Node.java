package org.shaketable.jobs.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a document, with its place. */
sealed interface Node {
  /** Where it stands. */
  KeyPlace place();

  /** What it is, for "found ...". */
  String described();

  /** Text, number or truth value, as written. */
  record Scalar(KeyPlace place, String text) implements Node {
    @Override
    public String described() {
      return "'" + text + "'";
    }
  }

  /** Nothing behind a key. */
  record Nothing(KeyPlace place) implements Node {
    @Override
    public String described() {
      return "nothing";
    }
  }

  /** A list. */
  record Items(KeyPlace place, List<Node> items) implements Node {
    public Items {
      items = List.copyOf(items);
    }

    @Override
    public String described() {
      return "a list";
    }
  }

  /** Keys with values, in the order written. */
  record Keys(KeyPlace place, Map<String, Node> values) implements Node {
    public Keys {
      values = new LinkedHashMap<>(values);
    }

    @Override
    public String described() {
      return "keys (" + String.join(", ", values.keySet()) + ")";
    }
  }
}
