package org.shaketable.jobs.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.shaketable.training.language.Checkpoint;
import org.shaketable.training.language.Pretrained;

/**
 * What a fine-tuning starts from: {@code {task: ..., learner: ...}}, a pretraining, or {@code
 * {lake: ..., run-id: ..., evaluation: ...}}, a checkpoint of one.
 */
final class StartForm implements Form {
  private static final List<String> CHECKPOINT = List.of("lake", "run-id", "evaluation");

  @Override
  public Object read(Node node, Binder binder) {
    Node.Keys keys =
        Binder.keys(
            node,
            "a pretraining's task and learner, or a checkpoint's lake, run-id and evaluation");
    boolean checkpoint = CHECKPOINT.stream().anyMatch(keys.values()::containsKey);
    return checkpoint
        ? binder.record(keys, Checkpoint.class, Set.of())
        : binder.record(keys, Pretrained.class, Set.of());
  }

  @Override
  public JsonNode write(Object value, CanonicalJson json) {
    return json.record((Record) value);
  }
}
