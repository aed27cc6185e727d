package org.shaketable.jobs.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Optional;
import java.util.TreeSet;

/** The first difference between two records, in the words of the configuration. */
final class Difference {
  private Difference() {}

  /** E.g. {@code learner.gamma: 0.99 there, 0.98 here}. */
  static Optional<String> of(String key, JsonNode there, JsonNode here) {
    if (there.equals(here)) {
      return Optional.empty();
    }
    if (!there.isObject() || !here.isObject()) {
      return Optional.of("%s: %s there, %s here".formatted(key, shown(there), shown(here)));
    }
    TreeSet<String> names = new TreeSet<>();
    addAll(names, there.fieldNames());
    addAll(names, here.fieldNames());
    return names.stream()
        .map(name -> of(key.isEmpty() ? name : key + "." + name, there.path(name), here.path(name)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static void addAll(TreeSet<String> names, Iterator<String> more) {
    more.forEachRemaining(names::add);
  }

  private static String shown(JsonNode node) {
    return node.isMissingNode() ? "nothing" : node.isTextual() ? node.textValue() : node.toString();
  }
}
