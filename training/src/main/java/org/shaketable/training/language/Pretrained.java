package org.shaketable.training.language;

import org.shaketable.perturbation.Hooks;
import org.shaketable.random.Streams;
import org.shaketable.refusal.Refusal;
import org.shaketable.training.text.Alphabet;
import org.shaketable.training.text.Text;
import org.shaketable.training.transformer.TransformerSpec;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Learner;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Task;

/**
 * What a pretraining on a text ends with. A run stays a pure function of its specification: the
 * pretraining is a part of it, and is trained where it is needed, once for all runs of one {@link
 * Starts}.
 *
 * @param task the text of the pretraining
 * @param learner the pretraining, {@code algorithm: pretraining}
 * @param seed the seed of the pretraining; 1 if not given
 */
public record Pretrained(Task task, Learner learner, Long seed) implements Start {

  public Pretrained {
    if (!(task instanceof Text)) {
      throw new Refusal(
          "task",
          "expected the text of a pretraining, found " + (task == null ? "none" : task.name()));
    }
    if (!(learner instanceof Pretraining)) {
      throw new Refusal(
          "learner",
          "expected algorithm pretraining, found " + (learner == null ? "none" : learner.name()));
    }
    seed = seed == null ? 1L : seed;
  }

  @Override
  public Text text() {
    return (Text) task;
  }

  private Pretraining pretraining() {
    return (Pretraining) learner;
  }

  @Override
  public TransformerSpec network() {
    return pretraining().network();
  }

  @Override
  public float[] parameters(Alphabet alphabet) {
    return Starts.here().trained(this, alphabet, () -> train(alphabet));
  }

  private float[] train(Alphabet alphabet) {
    LanguageTrainee trainee =
        pretraining()
            .begin(text(), alphabet, Stochasticity.NONE, Streams.of(seed), Hooks.NONE, null);
    try {
      trainee.advance(pretraining().steps());
    } catch (Diverged end) {
      throw new Refusal(
          "start",
          "expected a pretraining that ends, found %s at step %d"
              .formatted(end.getMessage(), end.step()),
          end);
    }
    return trainee.parameters();
  }
}
