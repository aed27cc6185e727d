package org.shaketable.training.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shaketable.training.network.TorchMlp;
import org.shaketable.training.reference.Csv;

class LabelLossTest {
  private static final float[] LOGITS = {0.5f, -1, 2, 99, 1, 1.5f, -0.25f, 99};
  private static final int[] LABELS = {7, 2, 0};

  /** PyTorch's loss of its first batch from its logits, see {@code reference/torch_mlp.md}. */
  @Test
  void theLossIsTorchsForItsLogits() {
    TorchMlp torch = new TorchMlp();
    Csv csv = Csv.resource("torch_mlp_logits.csv");
    float[] logits = new float[TorchMlp.ROWS * 3];
    for (int i = 0; i < TorchMlp.ROWS; i++) {
      for (int j = 0; j < 3; j++) {
        logits[3 * i + j] = (float) csv.rows().get(i)[1 + j];
      }
    }
    assertThat(new LabelLoss(3, 0, List.of()).loss(logits, 3, torch.labels(0), 0, TorchMlp.ROWS, 0))
        .isCloseTo(torch.steps("adam", "loss").get(0), within(1e-7));
  }

  @Test
  void equalLogitsLoseTheLogarithmOfTheNumberOfClasses() {
    double loss = new LabelLoss(3, 0, List.of()).loss(new float[8], 4, LABELS, 1, 2, 0);
    assertThat(loss).isCloseTo(Math.log(3), within(1e-15));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0.1, 0", "0, 0.5", "0.2, 0.05"})
  void theGradientIsThatOfTheLoss(double smoothing, double entropyCoefficient) {
    LabelLoss crossEntropy = new LabelLoss(3, entropyCoefficient, List.of());
    float[] gradient = LOGITS.clone();
    double loss = crossEntropy.gradient(gradient, 0, 4, LABELS, 1, 2, smoothing);
    assertThat(loss).isEqualTo(crossEntropy.loss(LOGITS, 4, LABELS, 1, 2, smoothing));
    float h = 1f / 256;
    for (int i : new int[] {0, 1, 2, 4, 5, 6}) {
      float[] up = LOGITS.clone();
      float[] down = LOGITS.clone();
      up[i] += h;
      down[i] -= h;
      double slope =
          (crossEntropy.loss(up, 4, LABELS, 1, 2, smoothing)
                  - crossEntropy.loss(down, 4, LABELS, 1, 2, smoothing))
              / (2 * h);
      assertThat((double) gradient[i]).isCloseTo(slope, within(2e-6));
    }
  }

  /** More rows than have their logarithms computed at once. */
  @Test
  void aRowHasTheGradientThatItHasAlone() {
    int rows = 400;
    float[] logits = new float[8 + 4 * rows];
    int[] labels = new int[rows];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(LOGITS, 4 * (i % 2), logits, 8 + 4 * i, 4);
      logits[8 + 4 * i] += i / 100f;
      labels[i] = i % 3;
    }
    LabelLoss crossEntropy = new LabelLoss(3, 0.05, List.of(1.0, 2.0, 0.5));
    float[] together = logits.clone();
    crossEntropy.gradient(together, 8, 4, labels, 0, rows, 0.1);
    for (int i = 0; i < rows; i++) {
      float[] alone = Arrays.copyOfRange(logits, 8 + 4 * i, 12 + 4 * i);
      crossEntropy.gradient(alone, 0, 4, labels, i, 1, 0.1);
      for (int j = 0; j < 3; j++) {
        assertThat((double) together[8 + 4 * i + j])
            .isCloseTo((double) alone[j] / rows, within(1e-9));
      }
    }
    assertThat(Arrays.copyOf(together, 8)).containsOnly(0f);
  }

  @Test
  void hugeLogitsStayFinite() {
    float[] logits = {1e30f, -1e30f, 0};
    assertThat(new LabelLoss(3, 0.1, List.of()).gradient(logits, 0, 3, new int[] {0}, 0, 1, 0.0))
        .isZero();
    assertThat(logits).containsOnly(0f);
  }

  @Test
  void nanInTheLogitsIsNanInTheLoss() {
    float[] logits = {Float.NaN, 0, 0};
    assertThat(new LabelLoss(3, 0, List.of()).loss(logits, 3, new int[] {1}, 0, 1, 0)).isNaN();
    float[] infinite = {Float.POSITIVE_INFINITY, 0, 0};
    assertThat(new LabelLoss(3, 0, List.of()).loss(infinite, 3, new int[] {1}, 0, 1, 0)).isNaN();
  }
}
