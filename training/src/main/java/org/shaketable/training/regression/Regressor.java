package org.shaketable.training.regression;

import org.shaketable.layout.ParameterLayout;
import org.shaketable.training.data.MeasuredSamples;
import org.shaketable.training.descent.Parts;
import org.shaketable.training.engine.Engines;
import org.shaketable.training.network.Network;
import org.shaketable.training.network.NetworkSpec;
import org.shaketable.training.probe.GradientParts;
import org.shaketable.training.workload.Engine;

/** A network of one output with half the squared error on top; parameters are the caller's. */
final class Regressor {
  /** Rows in one forward pass outside training. */
  private static final int ROWS = 256;

  private final Network network;
  private final int maxRows;
  private final int columns;

  Regressor(Engine engine, NetworkSpec spec, int columns, int batchSize) {
    this.maxRows = Math.max(batchSize, ROWS);
    this.network = Engines.network(engine, spec, columns, 1, maxRows);
    this.columns = columns;
  }

  Network network() {
    return network;
  }

  ParameterLayout layout() {
    return network.layout();
  }

  /** Mean loss of a batch of any size; its gradient goes to the array. */
  double gradient(float[] parameters, TargetBatch batch, float[] gradient) {
    return Parts.gradient(
        batch.rows(),
        maxRows,
        gradient,
        (from, count, part) -> gradient(parameters, batch, from, count, part));
  }

  /** Mean loss of rows {@code [from, from + rows)} of a batch; its gradient goes to the array. */
  double gradient(float[] parameters, TargetBatch batch, int from, int rows, float[] gradient) {
    float[] output = network.forward(parameters, 0, batch.inputs(), from * columns, columns, rows);
    double loss = gradient(output, 0, batch, from, rows);
    network.backward(parameters, 0, output, gradient, 0);
    return loss;
  }

  /** Gradients of the mean losses of parts of a batch, from its first row on. */
  GradientParts.Source gradients(float[] parameters, TargetBatch batch, int parts, int rows) {
    float[] output = network.forwardParts(parameters, 0, batch.inputs(), 0, columns, parts, rows);
    for (int from = 0; from < parts * rows; from += rows) {
      gradient(output, from, batch, from, rows);
    }
    network.backwardParts(parameters, 0, output);
    return (part, gradient) -> network.partGradient(part, gradient, 0);
  }

  /**
   * Mean loss of rows {@code [from, from + rows)} of a batch; its gradient is written over their
   * outputs, which are the rows from {@code first} on.
   */
  private double gradient(float[] output, int first, TargetBatch batch, int from, int rows) {
    int stride = network.outputStride();
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      int at = (first + i) * stride;
      double error = (double) output[at] - batch.targets[from + i];
      sum += error * error;
      output[at] = (float) (error / rows);
    }
    return sum / (2 * rows);
  }

  /** Mean loss of the first {@code rows} rows of a batch. */
  double loss(float[] parameters, TargetBatch batch, int rows) {
    float[] output = network.forward(parameters, 0, batch.inputs(), 0, columns, rows);
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      double error = (double) output[i * network.outputStride()] - batch.targets[i];
      sum += error * error;
    }
    return sum / (2 * rows);
  }

  /** What is predicted of the first {@code count} samples. */
  float[] predictions(float[] parameters, MeasuredSamples samples, int count) {
    float[] predicted = new float[count];
    for (int from = 0; from < count; from += ROWS) {
      int rows = Math.min(ROWS, count - from);
      float[] output =
          network.forward(parameters, 0, samples.inputs(), from * columns, columns, rows);
      for (int i = 0; i < rows; i++) {
        predicted[from + i] = output[i * network.outputStride()];
      }
    }
    return predicted;
  }
}
