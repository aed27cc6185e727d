package org.shaketable.analytics.stats.metastate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ComomentsTest {

  @Test
  void aHandComputedPairOfColumns() {
    Comoments moments = new Comoments(2);
    moments.add(new double[] {1, 2});
    moments.add(new double[] {3, 2});
    moments.add(new double[] {5, 8});
    assertThat(moments.rows()).isEqualTo(3);
    assertThat(moments.mean()).containsExactly(3, 4);
    assertThat(moments.covariance()).isDeepEqualTo(new double[][] {{4, 6}, {6, 12}});
  }

  @Test
  void mergingEqualsTakingAllRowsInWhateverWayTheyWereSplit() {
    SplittableRandom random = new SplittableRandom(7);
    Comoments all = new Comoments(3);
    Comoments left = new Comoments(3);
    Comoments right = new Comoments(3);
    for (int i = 0; i < 50; i++) {
      double[] row = random.doubles(3).toArray();
      all.add(row);
      (i < 13 ? left : right).add(row);
    }
    double[][] expected = all.covariance();
    for (Comoments sum :
        new Comoments[] {left.plus(right), right.plus(left).plus(new Comoments(3))}) {
      for (int i = 0; i < 3; i++) {
        assertThat(sum.covariance()[i]).containsExactly(expected[i], within(1e-12));
      }
      assertThat(sum.mean()).containsExactly(all.mean(), within(1e-12));
    }
    assertThat(new Comoments(2).plus(new Comoments(2)).rows()).isZero();
  }

  @Test
  void oneRowHasNoCovariance() {
    Comoments moments = new Comoments(1);
    moments.add(new double[] {2});
    assertThat(moments.covariance()[0][0]).isNaN();
  }

  @Test
  void rescalingKeepsCorrelationsAndSetsVariances() {
    double[][] rescaled = Comoments.rescaled(new double[][] {{4, 3}, {3, 9}}, new double[] {1, 1});
    assertThat(rescaled).isDeepEqualTo(new double[][] {{1, 0.5}, {0.5, 1}});
    assertThat(Comoments.rescaled(new double[][] {{0, 0}, {0, 9}}, new double[] {1, 4}))
        .isDeepEqualTo(new double[][] {{1, 0}, {0, 4}});
  }
}
