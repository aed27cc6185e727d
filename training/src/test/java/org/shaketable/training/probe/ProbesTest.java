package org.shaketable.training.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.shaketable.random.RandomStream;

/** Each feature against a direct computation. */
class ProbesTest {

  private static float[] normal(int count, int key) {
    RandomStream random = RandomStream.of(17, "probes", key);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static double[] softmax(float[] logits, int offset, int count) {
    double[] p = new double[count];
    double sum = 0;
    for (int j = 0; j < count; j++) {
      p[j] = Math.exp(logits[offset + j]);
      sum += p[j];
    }
    for (int j = 0; j < count; j++) {
      p[j] /= sum;
    }
    return p;
  }

  @Test
  void logarithmsOfManyRowsHaveTheBitsOfEachRowAlone() {
    float[] logits = normal(64, 9);
    logits[7] = Float.NaN;
    logits[18] = Float.NEGATIVE_INFINITY;
    double[] together = new double[9 * 3];
    LogSoftmax.of(logits, 4, 6, 9, 3, together, new double[9]);
    double[] alone = new double[3];
    for (int i = 0; i < 9; i++) {
      LogSoftmax.of(logits, 4 + 6 * i, 3, alone);
      assertThat(Arrays.copyOfRange(together, 3 * i, 3 * i + 3)).isEqualTo(alone);
    }
  }

  @Test
  void entropyOfManyRowsIsTheMeanOfTheirs() {
    float[] logits = normal(5 * 300, 2);
    double sum = 0;
    for (int i = 0; i < 300; i++) {
      sum += PredictiveEntropy.of(Arrays.copyOfRange(logits, 5 * i, 5 * i + 5), 5, 1, 5);
    }
    assertThat(PredictiveEntropy.of(logits, 5, 300, 5)).isCloseTo(sum / 300, within(1e-12));
  }

  @Test
  void entropyIsMinusTheSumOfPLogP() {
    float[] logits = normal(20, 1);
    double direct = 0;
    for (int i = 0; i < 4; i++) {
      for (double p : softmax(logits, 5 * i, 3)) {
        direct -= p * Math.log(p) / 4;
      }
    }
    assertThat(PredictiveEntropy.of(logits, 5, 4, 3)).isCloseTo(direct, within(1e-12));
    assertThat(PredictiveEntropy.of(new float[4], 4, 1, 4)).isCloseTo(Math.log(4), within(1e-12));
    assertThat(PredictiveEntropy.of(new float[] {900, -900}, 2, 1, 2)).isZero();
    assertThat(PredictiveEntropy.of(logits, 5, 0, 3)).isNaN();
  }

  @Test
  void divergenceIsTheMeanOfKl() {
    float[] p = normal(12, 2);
    float[] q = normal(12, 3);
    double direct = 0;
    for (int i = 0; i < 12; i += 3) {
      double[] a = softmax(p, i, 3);
      double[] b = softmax(q, i, 3);
      for (int j = 0; j < 3; j++) {
        direct += a[j] * Math.log(a[j] / b[j]) / 4;
      }
    }
    assertThat(KullbackLeibler.of(p, q, 3)).isCloseTo(direct, within(1e-12));
    assertThat(KullbackLeibler.of(p, p, 3)).isZero();
  }

  @Test
  void normsAndDistancesLeaveOutWhatLiesBehind() {
    float[] a = {3, 4, 0, 0, 0, 12, 99};
    float[] b = {0, 0, 0, 0, 0, 0, 1};
    assertThat(Norm.of(a, 6)).isEqualTo(13);
    assertThat(Norm.ofDifference(a, b, 6)).isEqualTo(13);
    assertThat(Norm.squared(a, 7)).isEqualTo(169 + 99 * 99);
    assertThat(UpdateToWeightRatio.of(a, new float[] {3, 4, 0, 0, 0, 12.5f, 0}, 6))
        .isCloseTo(0.5 / 13, within(1e-12));
  }

  @Test
  void velocityIsDistanceOverStepsAndNorm() {
    ParameterVelocity velocity = new ParameterVelocity(2);
    assertThat(velocity.measure(new float[] {1, 1}, 0)).isNaN();
    assertThat(velocity.measure(new float[] {4, 5}, 10))
        .isCloseTo(5 / (10 * Math.sqrt(41)), within(1e-12));
    // Where no step was done since, it is what it was.
    assertThat(velocity.measure(new float[] {4, 6}, 10))
        .isCloseTo(5 / (10 * Math.sqrt(41)), within(1e-12));
  }

  @Test
  void residualsHaveTheMomentsOfTheirWindow() {
    Residuals residuals = new Residuals();
    residuals.add(1e6);
    residuals.clear();
    assertThat(residuals.mean()).isNaN();
    float[] values = normal(50, 4);
    double mean = 0;
    for (float value : values) {
      residuals.add(value);
      mean += value / 50.0;
    }
    double m2 = 0;
    double m4 = 0;
    for (float value : values) {
      m2 += Math.pow(value - mean, 2) / 50;
      m4 += Math.pow(value - mean, 4) / 50;
    }
    assertThat(residuals.mean()).isCloseTo(mean, within(1e-12));
    assertThat(residuals.variance()).isCloseTo(m2, within(1e-12));
    assertThat(residuals.kurtosis()).isCloseTo(m4 / (m2 * m2) - 3, within(1e-10));
  }

  @Test
  void residualsWithoutSpreadHaveNoTails() {
    Residuals residuals = new Residuals();
    assertThat(residuals.variance()).isNaN();
    assertThat(residuals.kurtosis()).isNaN();
    residuals.add(2);
    assertThat(residuals.variance()).isZero();
    assertThat(residuals.kurtosis()).isZero();
    residuals.add(4);
    // Two values: m4 = m2^2.
    assertThat(residuals.kurtosis()).isEqualTo(-2);
  }

  @Test
  void aWindowOfResidualsGoesOnUntilItHasEnoughToTell() {
    ResidualWindow window = new ResidualWindow();
    for (int i = 0; i < 10; i++) {
      window.add(i);
    }
    assertThat(window.evaluated().count()).isEqualTo(10);
    for (int i = 10; i < 16; i++) {
      window.add(i);
    }
    assertThat(window.evaluated().count()).isEqualTo(16);
    // Nothing came since: there is still something to tell.
    assertThat(window.evaluated().variance()).isCloseTo((16 * 16 - 1) / 12.0, within(1e-12));
    window.add(3);
    window.add(5);
    assertThat(window.evaluated().count()).isEqualTo(2);
    assertThat(window.evaluated().variance()).isEqualTo(1);
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < 8; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  @Test
  void normsOfLongVectorsAreThoseOfADirectSumWhateverTheirScale() {
    float[] a = normal(1003, 8);
    float[] b = normal(1003, 9);
    for (float scale : new float[] {1e-25f, 1e-8f, 1, 1e25f}) {
      double squares = 0;
      double differences = 0;
      float[] x = a.clone();
      float[] y = b.clone();
      for (int i = 0; i < a.length; i++) {
        x[i] *= scale;
        y[i] *= scale;
        squares += (double) x[i] * x[i];
        differences += ((double) x[i] - y[i]) * ((double) x[i] - y[i]);
      }
      assertThat(Norm.of(x, x.length) / Math.sqrt(squares)).isCloseTo(1, within(1e-6));
      assertThat(Norm.ofDifference(x, y, x.length) / Math.sqrt(differences))
          .isCloseTo(1, within(1e-6));
    }
    a[500] = Float.NaN;
    b[500] = Float.POSITIVE_INFINITY;
    assertThat(Norm.of(a, a.length)).isNaN();
    assertThat(Norm.of(b, b.length)).isInfinite();
    assertThat(Norm.ofDifference(a, a, 3)).isZero();
  }

  @Test
  void coherenceIsTheMeanCosineOfAllPairs() {
    float[][] gradients = {normal(9, 5), normal(9, 6), normal(9, 7)};
    GradientParts parts = new GradientParts(8, 9);
    parts.measure(3, 5, (part, g) -> System.arraycopy(gradients[part], 0, g, 0, 9));
    double direct = 0;
    for (int a = 0; a < 3; a++) {
      for (int b = 0; b < a; b++) {
        direct +=
            dot(gradients[a], gradients[b])
                / (Norm.of(gradients[a], 8) * Norm.of(gradients[b], 8))
                / 3;
      }
    }
    assertThat(GradientCoherence.of(parts)).isCloseTo(direct, within(1e-6));
    parts.measure(1, 5, (part, g) -> g[0] = 1);
    assertThat(GradientCoherence.of(parts)).isNaN();
  }

  @Test
  void aPartWithoutAGradientAgreesWithNoOther() {
    GradientParts parts = new GradientParts(1, 1);
    parts.measure(2, 4, (part, g) -> g[0] = part == 0 ? 1 : -1);
    assertThat(GradientCoherence.of(parts)).isCloseTo(-1, within(1e-7));
    parts.measure(2, 4, (part, g) -> g[0] = part);
    assertThat(GradientCoherence.of(parts)).isZero();
    // Of three pairs one agrees.
    parts.measure(3, 4, (part, g) -> g[0] = part == 0 ? 0 : 5);
    assertThat(GradientCoherence.of(parts)).isCloseTo(1.0 / 3, within(1e-7));
    parts.measure(2, 4, (part, g) -> g[0] = 0);
    assertThat(GradientCoherence.of(parts)).isZero();
  }

  /** Gradients of parts of 10 samples: mean (2, 0, ..), per-sample covariance 9 on 50 axes. */
  @Test
  void noiseAndSignalOfAGradientAreThoseItWasMadeOf() {
    int size = 50;
    GradientParts parts = new GradientParts(size, size);
    parts.measure(
        2000,
        10,
        (part, g) -> {
          System.arraycopy(normal(size, 1000 + part), 0, g, 0, size);
          for (int i = 0; i < size; i++) {
            g[i] = (float) (g[i] * 3 / Math.sqrt(10) + (i == 0 ? 2 : 0));
          }
        });
    NoiseAndSignal noise = new NoiseAndSignal();
    assertThat(noise.logNoise()).isNaN();
    assertThat(noise.logSignal()).isNaN();
    noise.measure(parts);
    assertThat(noise.logNoise()).isCloseTo(Math.log(9.0 * size), within(0.01));
    assertThat(noise.logSignal()).isCloseTo(Math.log(4), within(0.03));
  }

  /** Parts of 4 samples with gradients 1 and -1: |G|^2 = -1, tr(S) = 8, B = 8. */
  @Test
  void aSignalThatNoiseHidesIsToldAsAHundredthOfTheNoiseInTheBatch() {
    GradientParts parts = new GradientParts(1, 1);
    parts.measure(2, 4, (part, g) -> g[0] = part == 0 ? 1 : -1);
    NoiseAndSignal noise = new NoiseAndSignal();
    noise.measure(parts);
    assertThat(noise.logNoise()).isCloseTo(Math.log(8), within(1e-6));
    assertThat(noise.logSignal()).isCloseTo(Math.log(0.01), within(1e-6));
  }

  @Test
  void theSignalIsSmoothedOverTheEvaluationsSoFar() {
    GradientParts parts = new GradientParts(1, 1);
    NoiseAndSignal noise = new NoiseAndSignal();
    parts.measure(2, 4, (part, g) -> g[0] = 3);
    noise.measure(parts);
    assertThat(noise.logSignal()).isCloseTo(Math.log(9), within(1e-6));
    parts.measure(2, 4, (part, g) -> g[0] = 1);
    noise.measure(parts);
    assertThat(noise.logSignal()).isCloseTo(Math.log((0.75 * 9 + 1) / 1.75), within(1e-6));
    parts.measure(1, 4, (part, g) -> g[0] = 7);
    noise.measure(parts);
    assertThat(noise.logSignal()).isCloseTo(Math.log((0.75 * 9 + 1) / 1.75), within(1e-6));
  }

  @Test
  void aGradientThatIsNothingHasALogarithm() {
    GradientParts parts = new GradientParts(1, 1);
    parts.measure(2, 4, (part, g) -> g[0] = 0);
    NoiseAndSignal noise = new NoiseAndSignal();
    noise.measure(parts);
    assertThat(noise.logNoise()).isEqualTo(Math.log(1e-38));
    assertThat(noise.logSignal()).isEqualTo(Math.log(1e-38));
  }

  @Test
  void rankCountsTheDirectionsInUse() {
    float[] onALine = {1, 2, 9, 2, 4, 9, 3, 6, 9, 7, 14, 9};
    assertThat(FeatureRank.of(onALine, 3, 4, 2)).isCloseTo(1, within(1e-6));
    float[] cross = {1, 0, -1, 0, 0, 1, 0, -1};
    assertThat(FeatureRank.of(cross, 2, 4, 2)).isCloseTo(2, within(1e-12));
    assertThat(FeatureRank.of(new float[] {5, 5, 5, 5}, 2, 2, 2)).isZero();
    // Covariance diag(4, 1) has a participation ratio of 25 / 17.
    float[] ellipse = {2, 0, -2, 0, 0, 1, 0, -1};
    assertThat(FeatureRank.of(ellipse, 2, 4, 2)).isCloseTo(25.0 / 17, within(1e-6));
  }

  @Test
  void aRankDoesNotDependOnTheOnesBefore() {
    FeatureRank rank = new FeatureRank();
    int[][] shapes = {{20, 30}, {20, 30}, {3, 30}, {20, 5}, {20, 30}};
    for (int k = 0; k < shapes.length; k++) {
      float[] activations = normal(20 * 32, k);
      int rows = shapes[k][0];
      int width = shapes[k][1];
      assertThat(rank.measure(activations, 32, rows, width))
          .isEqualTo(FeatureRank.of(activations, 32, rows, width));
    }
  }

  @Test
  void dormantUnitsAreThoseThatHardlyMove() {
    // Unit 0 moves, unit 1 is stuck at 1, unit 2 is silent, unit 3 moves a little.
    float[] layer = {1, 1, 0, 0.5f, -1, 1, 0, -0.5f};
    DormantShare dormant = new DormantShare();
    assertThat(dormant.share()).isNaN();
    dormant.layer(layer, 4, 2, 4);
    assertThat(dormant.share()).isEqualTo(0.5);
    dormant.layer(new float[4], 2, 2, 2);
    assertThat(dormant.share()).isEqualTo(4.0 / 6);
  }

  @Test
  void theLargestLogitLeavesOutPadding() {
    assertThat(LargestLogit.of(new float[] {1, -7, 99, 3, 2, 99}, 3, 2, 2)).isEqualTo(7);
    assertThat(LargestLogit.of(new float[] {1, Float.NaN, 99}, 3, 1, 2)).isNaN();
  }

  /** Gradient descent on h w^2 / 2: the loss stops falling at a learning rate of 2 / h. */
  @Test
  void sharpnessOfAParabolaIsItsCurvature() {
    for (double h : new double[] {0.5, 3, 70}) {
      double rate = 0.1;
      double measured =
          CriticalSharpness.of(rate, length -> h * Math.pow(1 - length * rate * h, 2) / 2);
      assertThat(measured).isBetween(h * 0.87, h * 1.15);
    }
  }

  @Test
  void sharpnessOutOfReachIsThatOfTheEndOfTheSearch() {
    double sharpest = 2 / (0.1 / 256);
    double flattest = 2 / (0.1 * 256);
    assertThat(CriticalSharpness.of(0.1, length -> length)).isEqualTo(sharpest);
    assertThat(CriticalSharpness.of(0.1, length -> -length)).isEqualTo(flattest);
    assertThat(CriticalSharpness.of(0.1, length -> Double.NaN)).isEqualTo(sharpest);
    // A boundary at 300 latest updates is out of reach, one at 200 is not.
    assertThat(CriticalSharpness.of(0.1, length -> Math.max(0, length - 300))).isEqualTo(flattest);
    assertThat(CriticalSharpness.of(0.1, length -> Math.max(0, length - 200)))
        .isBetween(2 / (0.1 * 200) * 0.87, 2 / (0.1 * 200) * 1.15);
  }

  @Test
  void sharpnessOutOfReachAgainTakesTwoLosses() {
    CriticalSharpness sharpness = new CriticalSharpness();
    int[] losses = new int[1];
    DoubleUnaryOperator falling =
        length -> {
          losses[0]++;
          return -length;
        };
    double first = sharpness.measure(0.1, falling);
    int cold = losses[0];
    assertThat(sharpness.measure(0.1, falling)).isEqualTo(first);
    assertThat(losses[0] - cold).isEqualTo(2);
  }

  /** The boundary of a parabola of curvature 3 at rate 0.1: between 4 and 8 latest updates. */
  @Test
  void sharpnessMeasuredAgainStartsWhereItEndedAndSaysTheSame() {
    CriticalSharpness sharpness = new CriticalSharpness();
    int[] losses = new int[1];
    DoubleUnaryOperator parabola =
        length -> {
          losses[0]++;
          return 3 * Math.pow(1 - length * 0.1 * 3, 2) / 2;
        };
    double first = sharpness.measure(0.1, parabola);
    int cold = losses[0];
    assertThat(sharpness.measure(0.1, parabola)).isEqualTo(first);
    assertThat(losses[0] - cold).isLessThan(cold).isEqualTo(5);
    assertThat(sharpness.measure(0.1, length -> length)).isEqualTo(2 / (0.1 / 256));
    assertThat(sharpness.measure(0.1, parabola)).isEqualTo(first);
  }
}
