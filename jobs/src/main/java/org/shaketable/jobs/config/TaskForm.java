package org.shaketable.jobs.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Collectors;
import org.shaketable.training.data.GeneratedData;
import org.shaketable.training.environment.Environment;
import org.shaketable.training.environment.EnvironmentTask;

/**
 * A task: {@code {environment: CartPole-v1}} or {@code {data: spirals}}, each with its settings as
 * further keys.
 */
final class TaskForm implements Form {
  private final Tagged environments =
      new Tagged(
          "environment",
          "an environment",
          Environment.all().stream()
              .collect(
                  Collectors.toMap(
                      Environment::name,
                      environment -> environment.getClass().asSubclass(Record.class))));
  private final Tagged data =
      new Tagged("data", "a data set", Forms.permitted(GeneratedData.class));

  @Override
  public Object read(Node node, Binder binder) {
    Node.Keys keys = Binder.keys(node, "a task");
    Map<String, Node> values = keys.values();
    if (values.containsKey("environment") == values.containsKey("data")) {
      throw node.place()
          .mistake(
              "expected either the key 'environment' or the key 'data', found %s; write e.g. {environment: CartPole-v1} or {data: spirals}"
                  .formatted(node.described()));
    }
    return values.containsKey("data")
        ? data.read(node, binder)
        : new EnvironmentTask((Environment) environments.read(node, binder));
  }

  @Override
  public JsonNode write(Object value, CanonicalJson json) {
    return value instanceof EnvironmentTask task
        ? environments.write(task.environment(), json)
        : data.write(value, json);
  }
}
