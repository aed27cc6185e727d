package org.shaketable.jobs.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One configuration of a workload as its file asks for it: a name, and settings by their paths
 * inside the workload, e.g. {@code learner.gamma}.
 *
 * @param place what asks for it
 */
record Variant(String name, KeyPlace place, Map<String, Node> settings) {
  Variant {
    settings = new LinkedHashMap<>(settings);
  }

  /** The keys of a workload with these settings in the place of its own. */
  Node.Keys of(Node.Keys workload) {
    Node.Keys changed = workload;
    for (Map.Entry<String, Node> setting : settings.entrySet()) {
      changed = put(changed, List.of(setting.getKey().split("\\.", -1)), setting.getValue());
    }
    return changed;
  }

  /** A level that is not there is made, so that what it lacks is told as of any other. */
  private static Node.Keys put(Node.Keys keys, List<String> path, Node value) {
    Map<String, Node> values = new LinkedHashMap<>(keys.values());
    String first = path.get(0);
    values.put(
        first,
        path.size() == 1
            ? value
            : put(inner(values.get(first), first, value), path.subList(1, path.size()), value));
    return new Node.Keys(keys.place(), values);
  }

  private static Node.Keys inner(Node node, String name, Node value) {
    if (node == null) {
      return new Node.Keys(value.place(), Map.of());
    }
    if (node instanceof Node.Keys keys) {
      return keys;
    }
    throw value
        .place()
        .mistake(
            "expected the path of a setting, found that '%s' has no keys but is %s; write it out in the workload, or change the path"
                .formatted(name, node.described()));
  }
}
