package org.shaketable.jobs.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shaketable.training.data.GeneratedData;
import org.shaketable.training.environment.Environment;
import org.shaketable.training.environment.EnvironmentTask;
import org.shaketable.training.files.FileData;
import org.shaketable.training.program.ProgramTask;
import org.shaketable.training.text.Text;

/**
 * A task: {@code {environment: CartPole-v1}}, {@code {data: spirals}} or {@code {text: corpus}},
 * each with its settings as further keys.
 */
final class TaskForm implements Form {
  private static final String PROGRAM = "program";

  private final Map<String, Tagged> kinds = new LinkedHashMap<>();

  TaskForm() {
    kinds.put("environment", new Tagged("environment", "an environment", environments()));
    kinds.put("data", new Tagged("data", "a data set", dataSets()));
    kinds.put("text", new Tagged("text", "a text", Forms.permitted(Text.class)));
  }

  private static Map<String, Class<? extends Record>> dataSets() {
    Map<String, Class<? extends Record>> kinds = new TreeMap<>();
    kinds.putAll(Forms.permitted(GeneratedData.class));
    kinds.putAll(Forms.permitted(FileData.class));
    return kinds;
  }

  private static Map<String, Class<? extends Record>> environments() {
    return Environment.all().stream()
        .collect(
            Collectors.toMap(
                Environment::name, environment -> environment.getClass().asSubclass(Record.class)));
  }

  @Override
  public Object read(Node node, Binder binder) {
    Node.Keys keys = Binder.keys(node, "a task");
    List<String> named =
        Stream.concat(kinds.keySet().stream(), Stream.of(PROGRAM))
            .filter(keys.values()::containsKey)
            .toList();
    if (named.size() != 1) {
      throw node.place()
          .mistake(
              "expected one of the keys %s, found %s; write e.g. {environment: CartPole-v1} or {data: spirals}"
                  .formatted(String.join(", ", kinds.keySet()) + ", " + PROGRAM, node.described()));
    }
    if (named.get(0).equals(PROGRAM)) {
      return binder.record(keys, ProgramTask.class, Set.of());
    }
    Object task = kinds.get(named.get(0)).read(node, binder);
    return task instanceof Environment environment ? new EnvironmentTask(environment) : task;
  }

  @Override
  public JsonNode write(Object value, CanonicalJson json) {
    if (value instanceof EnvironmentTask task) {
      return kinds.get("environment").write(task.environment(), json);
    }
    if (value instanceof ProgramTask task) {
      return json.record(task);
    }
    return kinds.get(value instanceof Text ? "text" : "data").write(value, json);
  }
}
