package org.shaketable.jobs.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.shaketable.jobs.json.Json;
import org.shaketable.perturbation.Perturbation;
import org.shaketable.schedule.Schedule;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Parts of a sweep's YAML, to make another file of them. */
public final class SweepText {
  private static final String BLOCK = "perturbations";
  private static final CanonicalJson JSON = new CanonicalJson(new Forms());

  private SweepText() {}

  /** A file as it is, comments included, but without the block {@code perturbations}. */
  public static String withoutPerturbations(Path file) {
    Node.Keys top = Binder.keys(NodeReader.yaml(file), "the keys of a sweep");
    List<String> lines = lines(file);
    int from = line(top, lines.size() + 1, true);
    int to = line(top, lines.size() + 1, false);
    StringBuilder kept = new StringBuilder();
    for (int line = 1; line <= lines.size(); line++) {
      if (line < from || line >= to) {
        kept.append(lines.get(line - 1)).append('\n');
      }
    }
    return kept.toString();
  }

  /** Where the block begins, or where the key after it does. */
  private static int line(Node.Keys top, int end, boolean begin) {
    int from = top.values().containsKey(BLOCK) ? top.values().get(BLOCK).place().line() : end;
    return begin
        ? from
        : top.values().values().stream()
            .mapToInt(node -> node.place().line())
            .filter(line -> line > from)
            .min()
            .orElse(end);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An entry below {@code perturbations}: a family's settings at several magnitudes. */
  public static String entry(
      Perturbation perturbation, List<Double> magnitudes, Schedule schedule, String workload) {
    ObjectNode settings = (ObjectNode) JSON.node(perturbation);
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("family", perturbation.family().name());
    entry.put("magnitudes", magnitudes);
    settings
        .fields()
        .forEachRemaining(
            field -> {
              if (!field.getKey().equals("magnitude")) {
                entry.putIfAbsent(field.getKey(), plain(field.getValue()));
              }
            });
    entry.put("schedule", plain(JSON.node(schedule)));
    entry.put("workloads", List.of(workload));
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.AUTO);
    options.setWidth(120);
    return new Yaml(options)
        .dump(List.of(entry))
        .lines()
        .map(line -> "  " + line + "\n")
        .collect(Collectors.joining());
  }

  private static Object plain(JsonNode node) {
    return Json.plain(node);
  }
}
