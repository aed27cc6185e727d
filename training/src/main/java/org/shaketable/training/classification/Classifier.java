package org.shaketable.training.classification;

import java.util.List;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.training.data.Samples;
import org.shaketable.training.descent.Parts;
import org.shaketable.training.engine.Engines;
import org.shaketable.training.network.Network;
import org.shaketable.training.network.NetworkSpec;
import org.shaketable.training.probe.GradientParts;
import org.shaketable.training.workload.Engine;

/** A network with the loss on top; parameters are the caller's. */
final class Classifier {
  /** Rows in one forward pass outside training. */
  private static final int ROWS = 256;

  private final Network network;
  private final int maxRows;
  private final int columns;
  private final int classes;
  private final LabelLoss crossEntropy;
  private final LabelLoss plain;

  Classifier(
      Engine engine,
      NetworkSpec spec,
      int columns,
      int classes,
      int batchSize,
      double entropyCoefficient,
      List<Double> classWeights) {
    this.maxRows = mostRows(batchSize);
    this.network = Engines.network(engine, spec, columns, classes, maxRows);
    this.columns = columns;
    this.classes = classes;
    this.crossEntropy = new LabelLoss(classes, entropyCoefficient, classWeights);
    this.plain = new LabelLoss(classes, 0, List.of());
  }

  /** Rows that are computed at once, of batches that nominally have so many. */
  static int mostRows(int batchSize) {
    return Math.max(batchSize, ROWS);
  }

  Network network() {
    return network;
  }

  ParameterLayout layout() {
    return network.layout();
  }

  int classes() {
    return classes;
  }

  /** Mean loss of a batch of any size; its gradient goes to the array. */
  double gradient(float[] parameters, SampleBatch batch, double smoothing, float[] gradient) {
    return Parts.gradient(
        batch.rows(),
        maxRows,
        gradient,
        (from, count, part) -> gradient(parameters, batch, from, count, smoothing, part));
  }

  /** Gradients of the mean losses of parts of a batch, from its first row on. */
  GradientParts.Source gradients(
      float[] parameters, SampleBatch batch, int parts, int rows, double smoothing) {
    int stride = network.outputStride();
    float[] logits = network.forwardParts(parameters, 0, batch.inputs(), 0, columns, parts, rows);
    for (int from = 0; from < parts * rows; from += rows) {
      crossEntropy.gradient(logits, from * stride, stride, batch.labels, from, rows, smoothing);
    }
    network.backwardParts(parameters, 0, logits);
    return (part, gradient) -> network.partGradient(part, gradient, 0);
  }

  /** Mean loss of rows {@code [from, from + rows)} of a batch; its gradient goes to the array. */
  double gradient(
      float[] parameters,
      SampleBatch batch,
      int from,
      int rows,
      double smoothing,
      float[] gradient) {
    float[] logits = network.forward(parameters, 0, batch.inputs(), from * columns, columns, rows);
    double loss =
        crossEntropy.gradient(
            logits, 0, network.outputStride(), batch.labels, from, rows, smoothing);
    network.backward(parameters, 0, logits, gradient, 0);
    return loss;
  }

  /** Mean loss of the first {@code rows} rows of a batch. */
  double loss(float[] parameters, SampleBatch batch, int rows, double smoothing) {
    float[] logits = network.forward(parameters, 0, batch.inputs(), 0, columns, rows);
    return crossEntropy.loss(logits, network.outputStride(), batch.labels, 0, rows, smoothing);
  }

  /** Mean cross-entropy of samples, without smoothing and entropy bonus. */
  double loss(float[] parameters, Samples samples) {
    double sum = 0;
    for (int from = 0; from < samples.rows(); from += ROWS) {
      int rows = Math.min(ROWS, samples.rows() - from);
      float[] logits = forward(parameters, samples, from, rows);
      sum += rows * plain.loss(logits, network.outputStride(), samples.labels(), from, rows, 0);
    }
    return sum / samples.rows();
  }

  /** Looks at what the network makes of samples while it still holds their activations. */
  @FunctionalInterface
  interface Look {
    /** Looks at the logits, {@code stride} apart. */
    void at(float[] logits, int stride);
  }

  /** Share of samples whose largest logit is the label's; the first of equal logits counts. */
  double accuracy(float[] parameters, Samples samples) {
    return accuracy(parameters, samples, 0, (logits, stride) -> {});
  }

  /**
   * The same, with a look at the first samples in passing.
   *
   * @param looked samples that are passed forward alone, to be looked at, where their bits would
   *     not be the same among others; 0 for no look
   */
  double accuracy(float[] parameters, Samples samples, int looked, Look look) {
    boolean inPassing = network.rowsApart();
    if (!inPassing && looked > 0) {
      look.at(forward(parameters, samples, 0, looked), network.outputStride());
    }
    int right = 0;
    for (int from = 0; from < samples.rows(); from += ROWS) {
      int rows = Math.min(ROWS, samples.rows() - from);
      float[] logits = forward(parameters, samples, from, rows);
      if (from == 0 && inPassing) {
        look.at(logits, network.outputStride());
      }
      for (int i = 0; i < rows; i++) {
        right += largest(logits, i * network.outputStride()) == samples.labels()[from + i] ? 1 : 0;
      }
    }
    return (double) right / samples.rows();
  }

  private int largest(float[] logits, int offset) {
    int best = 0;
    for (int j = 1; j < classes; j++) {
      if (logits[offset + j] > logits[offset + best]) {
        best = j;
      }
    }
    return best;
  }

  private float[] forward(float[] parameters, Samples samples, int from, int rows) {
    return network.forward(parameters, 0, samples.inputs(), from * columns, columns, rows);
  }

  /** Logits of the first {@code rows} samples, at most 256, without gaps. */
  float[] logits(float[] parameters, Samples samples, int rows) {
    float[] output = forward(parameters, samples, 0, rows);
    int stride = network.outputStride();
    float[] packed = new float[rows * classes];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(output, i * stride, packed, i * classes, classes);
    }
    return packed;
  }
}
