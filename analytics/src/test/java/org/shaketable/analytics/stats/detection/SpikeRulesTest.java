package org.shaketable.analytics.stats.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shaketable.analytics.stats.reference.Reference.assertNear;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * NumPy 2.4.6, tolerance 1e-12: ZClip's updates written out from its paper (z-score mode, adaptive
 * scaling, 0.97, 2.5, 25); {@code mean} and {@code std} of all losses before each.
 */
class SpikeRulesTest {
  private static final double NAN = Double.NaN;
  private static final double[] WARM_UP = {
    1.0, 1.3, 1.37, 1.19, 0.97, 0.96, 1.22, 1.2, 1.35, 1.22, 0.99, 0.9, 1.09, 1.43, 1.3, 1.25, 1.01,
    0.86, 0.97, 1.29, 1.57, 1.25, 1.05, 0.85, 0.88
  };
  private static final double[] LOSSES = {
    2.0, 1.9, 1.85, 1.8, 1.7, 1.75, 1.6, 1.65, 1.6, 1.5, 3.4, 3.6, 4.0, 3.9, 4.5, 1.5
  };

  private static double[] norms(double... after) {
    double[] norms = Arrays.copyOf(WARM_UP, WARM_UP.length + after.length);
    System.arraycopy(after, 0, norms, WARM_UP.length, after.length);
    return norms;
  }

  @Test
  void theGradientsZEqualsNumPyAndAClippedNormMovesTheMeanLittle() {
    double[] z = GradientClip.of(norms(1.2, 4.0, 1.1, 9.0, 1.0, 1.3));

    assertThat(Arrays.copyOf(z, 25)).containsOnly(NAN);
    assertNear(
        "z",
        Arrays.copyOfRange(z, 25, 31),
        new double[] {
          0.3172621910201913,
          15.02849064393647,
          -0.2289481288066293,
          42.44050988632542,
          -0.7813747493149369,
          0.8923472521539766
        },
        1e-12);
  }

  @Test
  void aGradientThatIsNotFiniteIsAlarmingOrUnknownAndChangesNothing() {
    double[] z = GradientClip.of(norms(Double.POSITIVE_INFINITY, NAN, 1.2));

    assertThat(z[25]).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(z[26]).isNaN();
    assertThat(z[27]).isEqualTo(GradientClip.of(norms(1.2))[25]);
    double[] flat = new double[27];
    Arrays.fill(flat, 2);
    flat[26] = 3;
    assertThat(GradientClip.of(flat)[25]).isZero();
    assertThat(GradientClip.of(flat)[26]).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void olmosRuleCountsStandardDeviationsAboveWhatCameBefore() {
    double[] scores = LossSpikes.olmo(LOSSES);

    assertThat(Arrays.copyOf(scores, 8)).containsOnly(NAN);
    assertNear(
        "olmo",
        Arrays.copyOfRange(scores, 8, 16),
        new double[] {
          -1.4518159055331001,
          -1.9968386567118106,
          11.348609640240099,
          3.4363727040659584,
          2.9305486891300783,
          2.064802793205774,
          2.396773016211169,
          -0.9124497660944172
        },
        1e-12);
    assertThat(LossSpikes.olmo(new double[] {1, 1, 1, 1, 1, 1, 1, 1, NAN})[8])
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void composersRuleAsksForFiveLossesInARow() {
    double[] scores = LossSpikes.composer(LOSSES);

    assertThat(Arrays.copyOf(scores, 12)).containsOnly(NAN);
    assertNear(
        "composer",
        Arrays.copyOfRange(scores, 12, 16),
        new double[] {
          0.8517350157728707, 0.8517350157728707, 1.7883597883597881, 0.6122448979591836
        },
        1e-12);
  }
}
