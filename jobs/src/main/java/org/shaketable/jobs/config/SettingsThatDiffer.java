package org.shaketable.jobs.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The settings in which some configurations differ, by their paths. */
final class SettingsThatDiffer {
  /** A setting that another configuration does not have. */
  private static final String NONE = "none";

  private final Set<String> paths = new HashSet<>();

  SettingsThatDiffer(List<JsonNode> configurations) {
    Map<String, Set<String>> values = new HashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    for (JsonNode one : configurations) {
      flat(one)
          .forEach(
              (path, value) -> {
                values.computeIfAbsent(path, key -> new HashSet<>()).add(value);
                counts.merge(path, 1, Integer::sum);
              });
    }
    values.forEach(
        (path, seen) -> {
          if (seen.size() > 1 || counts.get(path) < configurations.size()) {
            paths.add(path);
          }
        });
  }

  /** Their values in one configuration. */
  SortedMap<String, String> of(JsonNode configuration) {
    SortedMap<String, String> all = flat(configuration);
    SortedMap<String, String> settings = new TreeMap<>();
    paths.forEach(path -> settings.put(path, all.getOrDefault(path, NONE)));
    return settings;
  }

  private static SortedMap<String, String> flat(JsonNode node) {
    SortedMap<String, String> flat = new TreeMap<>();
    add(flat, "", node);
    return flat;
  }

  private static void add(Map<String, String> flat, String path, JsonNode node) {
    if (node.isObject()) {
      node.fields()
          .forEachRemaining(
              field ->
                  add(
                      flat,
                      path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                      field.getValue()));
    } else {
      flat.put(path, node.isTextual() ? node.textValue() : node.toString());
    }
  }
}
