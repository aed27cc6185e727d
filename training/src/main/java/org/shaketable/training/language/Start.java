package org.shaketable.training.language;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.shaketable.perturbation.Hooks;
import org.shaketable.training.text.Alphabet;
import org.shaketable.training.text.Text;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Learner;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Task;

/**
 * The model that a fine-tuning starts from: what a pretraining on a text ends with. All replicates
 * start from the same one.
 *
 * <p>A run stays a pure function of its specification: the start is a part of it, and is trained
 * where it is needed. Each JVM does so once, as the result is kept in a memo; a memo of a pure
 * function is the one static state here.
 *
 * @param task the text of the pretraining
 * @param learner the pretraining, {@code algorithm: pretraining}
 * @param seed of the pretraining; 1 if not given
 */
public record Start(Task task, Learner learner, Long seed) {
  private static final int KEPT = 8;
  private static final Map<Key, float[]> MEMO = new ConcurrentHashMap<>();

  private record Key(Start start, Alphabet alphabet) {}

  public Start {
    if (!(task instanceof Text)) {
      throw new IllegalArgumentException(
          "Invalid task: expected the text of a pretraining, found "
              + (task == null ? "none" : task.name()));
    }
    if (!(learner instanceof Pretraining)) {
      throw new IllegalArgumentException(
          "Invalid learner: expected algorithm pretraining, found "
              + (learner == null ? "none" : learner.name()));
    }
    seed = seed == null ? 1L : seed;
  }

  /** The text of the pretraining. */
  Text text() {
    return (Text) task;
  }

  /** The pretraining. */
  Pretraining pretraining() {
    return (Pretraining) learner;
  }

  /** Parameters to start from, the caller's own, for a text in this alphabet. */
  float[] parameters(Alphabet alphabet) {
    if (MEMO.size() >= KEPT) {
      MEMO.clear();
    }
    return MEMO.computeIfAbsent(new Key(this, alphabet), key -> train(key.alphabet())).clone();
  }

  private float[] train(Alphabet alphabet) {
    LanguageTrainee trainee =
        pretraining().begin(text(), alphabet, Stochasticity.NONE, seed, Hooks.NONE);
    try {
      trainee.advance(pretraining().steps());
    } catch (Diverged end) {
      throw new IllegalArgumentException(
          "Invalid start: expected a pretraining that ends, found %s at step %d"
              .formatted(end.getMessage(), end.step()),
          end);
    }
    return trainee.parameters();
  }
}
