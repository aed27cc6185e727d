package org.shaketable.training.classification;

import java.util.Arrays;
import org.shaketable.training.data.DataSet;
import org.shaketable.training.data.Samples;
import org.shaketable.training.dl4j.UserModel;

/** What a DL4J model says to the test samples; parameters are the caller's. */
final class TestOutputs {
  /** Samples in one forward pass. */
  private static final int ROWS = 256;

  /** Samples on which distributions are looked at. */
  private static final int PROBED = 64;

  private final UserModel model;
  private final Samples test;
  private final int classes;

  TestOutputs(UserModel model, DataSet data) {
    this.model = model;
    this.test = data.test();
    this.classes = data.classes();
  }

  int classes() {
    return classes;
  }

  /** Samples that {@link #probed} is of. */
  int probedRows() {
    return Math.min(PROBED, test.rows());
  }

  /** Logarithms of the model's outputs on the probe inputs. */
  float[] probed(float[] parameters) {
    return logarithms(parameters, 0, probedRows());
  }

  /** Logarithms of the model's outputs on test samples {@code [from, from + rows)}. */
  private float[] logarithms(float[] parameters, int from, int rows) {
    float[] inputs =
        Arrays.copyOfRange(test.inputs(), from * test.columns(), (from + rows) * test.columns());
    float[] outputs = model.outputs(parameters, inputs, rows);
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = (float) StrictMath.log(Math.max(outputs[i], Float.MIN_NORMAL));
    }
    return outputs;
  }

  /** Share of the samples whose largest output is the label's; the first of equal ones counts. */
  double accuracy(float[] parameters) {
    int right = 0;
    for (int from = 0; from < test.rows(); from += ROWS) {
      int rows = Math.min(ROWS, test.rows() - from);
      float[] outputs = logarithms(parameters, from, rows);
      for (int i = 0; i < rows; i++) {
        right += largest(outputs, i * classes) == test.labels()[from + i] ? 1 : 0;
      }
    }
    return (double) right / test.rows();
  }

  private int largest(float[] outputs, int offset) {
    int best = 0;
    for (int j = 1; j < classes; j++) {
      if (outputs[offset + j] > outputs[offset + best]) {
        best = j;
      }
    }
    return best;
  }

  /** Mean cross-entropy, in nats. */
  double loss(float[] parameters) {
    double sum = 0;
    for (int from = 0; from < test.rows(); from += ROWS) {
      int rows = Math.min(ROWS, test.rows() - from);
      float[] outputs = logarithms(parameters, from, rows);
      for (int i = 0; i < rows; i++) {
        sum -= outputs[i * classes + test.labels()[from + i]];
      }
    }
    return sum / test.rows();
  }
}
