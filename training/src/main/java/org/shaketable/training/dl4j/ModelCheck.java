package org.shaketable.training.dl4j;

import java.util.List;
import org.shaketable.refusal.Refusal;

/** Whether a model fits the samples of a task, tried on one of them. */
public final class ModelCheck {
  private ModelCheck() {}

  /**
   * Fails with a plain message unless a model takes a sample and gives so many outputs.
   *
   * @param sample a row of inputs
   * @param inputShape what a sample is brought to; none for a row
   * @param meaning what the outputs are, for messages
   */
  public static void of(
      ModelFile file, float[] sample, List<Integer> inputShape, int outputs, String meaning) {
    int shaped = inputShape.stream().reduce(1, Math::multiplyExact);
    if (!inputShape.isEmpty() && shaped != sample.length) {
      throw new Refusal(
          "input-shape",
          "expected lengths whose product is %d, the inputs of a sample, found %s"
              .formatted(sample.length, inputShape));
    }
    int found = found(new UserModel(file, inputShape, 0), sample, inputShape);
    if (found != outputs) {
      throw new Refusal(
          "network",
          "expected a model with %d outputs, %s, found %d".formatted(outputs, meaning, found));
    }
  }

  private static int found(UserModel model, float[] sample, List<Integer> inputShape) {
    try {
      return model.outputs(model.parameters(), sample, 1).length;
    } catch (Refusal e) {
      throw e;
    } catch (RuntimeException e) {
      throw new Refusal(
          "network",
          "expected a model that takes samples of %d inputs%s, found one that does not (%s)"
              .formatted(
                  sample.length,
                  inputShape.isEmpty() ? "" : " in the shape " + inputShape,
                  String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
  }
}
