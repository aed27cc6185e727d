package org.shaketable.training.files;

import java.util.Arrays;
import org.shaketable.refusal.Refusal;
import org.shaketable.training.data.DataSet;
import org.shaketable.training.data.MeasuredSamples;
import org.shaketable.training.data.Samples;
import org.shaketable.training.data.TargetSet;

/** Numbers to be predicted, where a classification would read classes. */
final class Targets {
  private Targets() {}

  /** The content, split and scaled as for a classification. */
  static TargetSet of(Content content, Preparation preparation) {
    if (!preparation.classWeights().isEmpty()) {
      throw new Refusal("class-weights", "expected none for numbers to be predicted, found some");
    }
    double[] numbers = numbers(content);
    int[] order = preparation.order(content);
    int held = content.test() > 0 ? content.test() : preparation.held(content.rows());
    int trained = content.rows() - held;
    DataSet scaled =
        preparation.scaled(
            inputs(content, order, 0, trained), inputs(content, order, trained, order.length), 1);
    double[] chosen = new double[order.length];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = numbers[order[i]];
    }
    differ(chosen, 0, trained, "training");
    differ(chosen, trained, chosen.length, "held-back");
    double mean = mean(chosen, trained);
    double deviation = deviation(chosen, trained, mean);
    return new TargetSet(
        measured(scaled.train(), chosen, 0, mean, deviation),
        measured(scaled.test(), chosen, trained, mean, deviation),
        scaled.inputScale());
  }

  private static double[] numbers(Content content) {
    double[] numbers = new double[content.rows()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(content.labels().get(i), i + 1);
    }
    return numbers;
  }

  private static double number(String text, int row) {
    try {
      double number = Double.parseDouble(text);
      if (Float.isFinite((float) number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, as numbers that are not finite are
    }
    throw new Refusal(
        "label",
        "expected a finite number to be predicted in every row, found '%s' in row %d, headers not counted"
            .formatted(text, row));
  }

  /** Scaling asks for labels, of which there are none. */
  private static Samples inputs(Content content, int[] order, int from, int to) {
    return new Samples(
        Preparation.inputs(content, order, from, to), new int[to - from], content.columns());
  }

  /**
   * Numbers are as they are written, so equal ones are equal; a mean of them, and what deviates
   * from it, may be rounding.
   */
  private static void differ(double[] numbers, int from, int to, String rows) {
    if (Arrays.stream(numbers, from, to).distinct().count() < 2) {
      throw new Refusal(
          "label",
          "expected numbers that differ, found %s in every %s row".formatted(numbers[from], rows));
    }
  }

  private static double mean(double[] numbers, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += numbers[i];
    }
    return sum / count;
  }

  private static double deviation(double[] numbers, int count, double mean) {
    double squares = 0;
    for (int i = 0; i < count; i++) {
      squares += (numbers[i] - mean) * (numbers[i] - mean);
    }
    return StrictMath.sqrt(squares / count);
  }

  private static MeasuredSamples measured(
      Samples inputs, double[] numbers, int from, double mean, double deviation) {
    float[] targets = new float[inputs.rows()];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = (float) ((numbers[from + i] - mean) / deviation);
    }
    return new MeasuredSamples(inputs.inputs(), targets, inputs.columns());
  }
}
