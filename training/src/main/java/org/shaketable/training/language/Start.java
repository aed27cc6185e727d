package org.shaketable.training.language;

import org.shaketable.refusal.Refusal;
import org.shaketable.training.text.Alphabet;
import org.shaketable.training.text.Text;
import org.shaketable.training.transformer.TransformerSpec;

/** The model that a fine-tuning starts from; all replicates start from the same one. */
public sealed interface Start permits Pretrained, Checkpoint {

  /** The text that the model has learned. */
  Text text();

  /** The model's network; null if not known yet. */
  TransformerSpec network();

  /**
   * Parameters to start from, the caller's own, for texts in this alphabet.
   *
   * @throws Refusal where this start does not give a model for it
   */
  float[] parameters(Alphabet alphabet);

  /** Fails with a plain message where a batch is too large for the network, if that is known. */
  static void checkBatch(Start start, int batchSize) {
    if (start.network() != null) {
      start.network().checkBatch(batchSize);
    }
  }

  /** The start itself; fails with a plain message where there is none. */
  static Start required(Start start) {
    if (start == null) {
      throw new Refusal(
          "start",
          "expected a pretraining's task and learner, or a checkpoint's lake, run-id"
              + " and evaluation, found none");
    }
    return start;
  }
}
