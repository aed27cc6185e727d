package org.shaketable.training.language;

import org.shaketable.refusal.Refusal;
import org.shaketable.training.text.Alphabet;
import org.shaketable.training.text.Text;
import org.shaketable.training.transformer.TransformerSpec;
import org.shaketable.training.workload.Task;

/**
 * The parameters that a lake keeps of a pretraining run at one evaluation. The run's id is a hash
 * of all that determines it, so lake, id and evaluation name the parameters as a text's hash names
 * the text. Training reads no lake: whoever does calls {@link #learned} for what the model is, and
 * gives its parameters to {@link Starts}.
 *
 * @param lake directory that holds the table {@code checkpoints}
 * @param runId a run of learner pretraining
 * @param evaluation number of the evaluation
 * @param task the text that the run learned; null until known
 * @param network the run's network; null until known
 */
public record Checkpoint(
    String lake, String runId, Integer evaluation, Task task, TransformerSpec network)
    implements Start {

  public Checkpoint {
    require("lake", lake, "the directory of a lake");
    require("run-id", runId, "the run_id of a pretraining run");
    require("evaluation", evaluation, "the number of an evaluation with a checkpoint");
  }

  private static void require(String setting, Object value, String expected) {
    if (value == null || value.toString().isBlank()) {
      throw new Refusal(setting, "expected %s, found none".formatted(expected));
    }
  }

  /** This checkpoint of a run that learned a text with a pretraining. */
  public Checkpoint learned(Task learnedTask, Pretraining pretraining) {
    return new Checkpoint(lake, runId, evaluation, learnedTask, pretraining.network());
  }

  /** Where the parameters are, whatever is known of the model: what they are kept by. */
  Checkpoint place() {
    return task == null && network == null
        ? this
        : new Checkpoint(lake, runId, evaluation, null, null);
  }

  @Override
  public Text text() {
    if (task instanceof Text text) {
      return text;
    }
    throw new IllegalArgumentException(unread());
  }

  @Override
  public float[] parameters(Alphabet alphabet) {
    int known = text().alphabet().size();
    if (alphabet.size() != known) {
      throw new Refusal(
          "start",
          "expected texts of the %d symbols that the checkpoint's model knows, found %d symbols in all"
              .formatted(known, alphabet.size()));
    }
    return Starts.here().read(this).orElseThrow(() -> new IllegalArgumentException(unread()));
  }

  private String unread() {
    return "Cannot start from evaluation %d of run %s: nobody has read it from lake %s"
        .formatted(evaluation, runId, lake);
  }
}
