package org.shaketable.analytics.stats.metastate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MetaStateReferenceTest {
  private static double[][] rows;
  private static double[][] added;
  private static Comoments moments;
  private static Components components;

  @BeforeAll
  static void decompose() {
    rows = PcaReference.standardised("pca_meta_states.csv", 2);
    added = PcaReference.standardised("pca_new_rows.csv", 1);
    moments = new Comoments(12);
    Arrays.stream(rows).forEach(moments::add);
    components = Components.of(moments.covariance());
  }

  @Test
  void eigenvaluesAndTheirSharesEqualScikitLearns() {
    assertClose(components.eigenvalues(), PcaReference.array("explained_variance_ddof1"), 1e-9);
    assertClose(components.explained(), PcaReference.array("explained_variance_ratio"), 1e-9);
  }

  @Test
  void loadingsEqualScikitLearnsWithTheSignRule() {
    double[] golden = PcaReference.array("components");
    for (int c = 0; c < 12; c++) {
      assertClose(components.vector(c), Arrays.copyOfRange(golden, 12 * c, 12 * c + 12), 1e-8);
    }
  }

  @Test
  void scoresEqualScikitLearns() {
    double[] golden = PcaReference.array("scores_new_rows");
    Monitor monitor = monitor(3);
    for (int r = 0; r < added.length; r++) {
      double[] scores = monitor.position(added[r], 12).scores();
      assertClose(scores, Arrays.copyOfRange(golden, 12 * r, 12 * r + 12), 1e-8);
    }
  }

  @Test
  void distancesEqualTheReferenceForTwoThreeAndFiveComponents() {
    for (int kept : new int[] {2, 3, 5}) {
      String marker = "\"components\": " + kept;
      double[] t2 = PcaReference.array(marker, "t2_new");
      double[] spe = PcaReference.array(marker, "spe_new");
      Monitor monitor = monitor(kept);
      for (int r = 0; r < added.length; r++) {
        Monitor.Position position = monitor.position(added[r], 0);
        assertClose(
            new double[] {position.t2(), position.spe()}, new double[] {t2[r], spe[r]}, 1e-9);
        assertThat(position.scores()).hasSize(kept);
      }
    }
  }

  @Test
  void parallelAnalysisEqualsTheReferenceWithinItsMonteCarloTolerance() {
    double[] golden = PcaReference.array("\"kind\": \"gaussian\"", "percentile_95");
    double[] ones = new double[12];
    Arrays.fill(ones, 1);
    double[] thresholds = ParallelAnalysis.thresholds(4000, ones, 400, 95, 1);
    assertThat(thresholds).containsExactly(golden, within(0.01));
    assertThat(ParallelAnalysis.components(components.eigenvalues(), thresholds)).isEqualTo(3);
  }

  private static Monitor monitor(int kept) {
    double[][] loadings = new double[12][];
    Arrays.setAll(loadings, components::vector);
    double[] ones = new double[12];
    Arrays.fill(ones, 1);
    return new Monitor(moments.mean(), ones, loadings, components.eigenvalues(), kept);
  }

  private static void assertClose(double[] actual, double[] golden, double tolerance) {
    assertThat(actual).hasSameSizeAs(golden);
    for (int i = 0; i < golden.length; i++) {
      assertThat(actual[i])
          .isCloseTo(golden[i], within(tolerance * Math.max(1, Math.abs(golden[i]))));
    }
  }
}
