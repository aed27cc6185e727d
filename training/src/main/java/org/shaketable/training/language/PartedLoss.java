package org.shaketable.training.language;

/** What the latest update descended on, part by part: what probes of the gradient look at. */
interface PartedLoss {

  /** Sequences in the latest batch. */
  int sequences();

  /** Mean loss of sequences {@code [first, first + count)}. */
  double loss(float[] parameters, int first, int count);

  /** Mean loss of sequences {@code [first, first + count)}; its gradient goes to the array. */
  double gradient(float[] parameters, int first, int count, float[] gradient);

  /** Cross-entropy of a batch's targets, without dropout. */
  record NextToken(LanguageModel model, TokenBatch batch, double smoothing) implements PartedLoss {
    @Override
    public int sequences() {
      return batch.sequences;
    }

    @Override
    public double loss(float[] parameters, int first, int count) {
      return model.loss(parameters, batch.part(first, count), smoothing);
    }

    @Override
    public double gradient(float[] parameters, int first, int count, float[] gradient) {
      return model.gradient(parameters, batch.part(first, count), smoothing, gradient);
    }
  }
}
