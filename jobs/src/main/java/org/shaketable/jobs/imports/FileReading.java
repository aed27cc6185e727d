package org.shaketable.jobs.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.util.SerializableConfiguration;
import org.shaketable.jobs.imports.log.Gathering;
import org.shaketable.jobs.imports.log.LogFile;
import org.shaketable.jobs.imports.log.RunLog;
import org.shaketable.jobs.imports.log.Skips;
import org.shaketable.jobs.imports.mapping.Mapping;
import org.shaketable.jobs.imports.mapping.Template;
import org.shaketable.jobs.json.Json;

/**
 * Reads a file on an executor: the runs that it holds, each with its name.
 *
 * @param hadoop settings of the file systems
 */
record FileReading(Mapping mapping, SerializableConfiguration hadoop)
    implements FlatMapFunction<FoundFile, RunReading> {

  @Override
  public Iterator<RunReading> call(FoundFile file) {
    return read(file, hadoop.value()).iterator();
  }

  private List<RunReading> read(FoundFile file, Configuration configuration) {
    Gathering gathering = new Gathering(mapping.wanted());
    try {
      LogFile log = new LogFile(new Path(file.path()), configuration);
      mapping.reader().read(log, gathering);
      SortedMap<String, String> known = new TreeMap<>(file.variables());
      known.putAll(hyperparameters(log));
      List<RunLog> logs = gathering.logs();
      Skips skips = gathering.skips().sum();
      if (logs.isEmpty() || gathering.refusal().isPresent()) {
        String why = gathering.refusal().orElse("nothing in it can be read");
        return List.of(RunReading.unread(file, skips, why));
      }
      return logs.stream()
          .map(run -> named(file, run, known, run == logs.get(0) ? skips : Skips.NONE))
          .toList();
    } catch (IOException e) {
      return List.of(
          RunReading.unread(file, gathering.skips().sum(), "it cannot be read: " + e.getMessage()));
    }
  }

  private RunReading named(
      FoundFile file, RunLog log, SortedMap<String, String> known, Skips skips) {
    SortedMap<String, String> variables = new TreeMap<>(log.variables());
    variables.putAll(known);
    try {
      String name = Template.fill(mapping.run(), variables);
      ReadFile read = new ReadFile(file.name(), log.points(), skips);
      return new RunReading(name, variables, log, List.of(read), null);
    } catch (Template.Unknown e) {
      return RunReading.unread(file, skips, e.getMessage());
    }
  }

  /** Scalars of the file of hyperparameters beside a log; none where there is no such file. */
  private SortedMap<String, String> hyperparameters(LogFile log) throws IOException {
    SortedMap<String, String> values = new TreeMap<>();
    if (mapping.hyperparameters() != null) {
      Path path = new Path(log.path().getParent(), mapping.hyperparameters());
      if (log.fileSystem().exists(path)) {
        try (InputStream in = new LogFile(path, log.configuration()).open()) {
          boolean json = path.getName().endsWith(".json");
          flatten("", json ? Json.tree(in) : Json.yaml(in), values);
        }
      }
    }
    return values;
  }

  private static void flatten(String prefix, JsonNode node, SortedMap<String, String> values) {
    node.fields()
        .forEachRemaining(
            field -> {
              if (field.getValue().isObject()) {
                flatten(prefix + field.getKey() + ".", field.getValue(), values);
              } else if (field.getValue().isValueNode()) {
                values.put(prefix + field.getKey(), field.getValue().asText());
              }
            });
  }
}
