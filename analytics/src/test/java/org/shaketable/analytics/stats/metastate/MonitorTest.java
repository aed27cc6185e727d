package org.shaketable.analytics.stats.metastate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MonitorTest {
  private static final double[][] ROWS = rows();

  private static double[][] rows() {
    SplittableRandom random = new SplittableRandom(9);
    double[][] rows = new double[200][];
    Arrays.setAll(
        rows,
        i -> {
          double shared = random.nextGaussian();
          return new double[] {
            shared + random.nextGaussian(), 2 * shared, random.nextGaussian(), 1 - shared * shared
          };
        });
    return rows;
  }

  private static Monitor fitted(int kept, int... features) {
    Comoments moments = new Comoments(features.length);
    for (double[] row : ROWS) {
      moments.add(of(row, features));
    }
    return Monitor.of(moments, kept);
  }

  private static double[] of(double[] row, int... features) {
    return Arrays.stream(features).mapToDouble(feature -> row[feature]).toArray();
  }

  @Test
  void allVectorsAtOnceLieWhereEachAloneDoesToTheBit() {
    for (int kept = 0; kept <= 4; kept++) {
      Monitor monitor = fitted(kept, 0, 1, 2, 3);
      double[][] columns = new double[4][ROWS.length];
      for (int row = 0; row < ROWS.length; row++) {
        for (int feature = 0; feature < columns.length; feature++) {
          columns[feature][row] = row % 7 == feature ? Double.NaN : ROWS[row][feature];
        }
      }
      Monitor.Positions positions = monitor.positions(columns, 3);

      for (int row = 0; row < ROWS.length; row++) {
        int at = row;
        double[] vector = Arrays.stream(columns).mapToDouble(column -> column[at]).toArray();
        Monitor.Position alone = monitor.position(vector, 3);
        assertThat(positions.t2()[row]).isEqualTo((Double) alone.t2());
        assertThat(positions.spe()[row]).isEqualTo((Double) alone.spe());
        assertThat(Arrays.stream(positions.scores()).mapToDouble(scores -> scores[at]).toArray())
            .hasSize(Math.max(3, kept))
            .isEqualTo(alone.scores());
      }
    }
  }

  @Test
  void theModelOfSomeFeaturesIsTheOneThatTheyAloneMake() {
    Monitor some = fitted(2, 0, 1, 2, 3).only(3, 0, 2);
    Monitor same = fitted(2, 3, 0, 2);

    for (double[] row : ROWS) {
      double[] vector = of(row, 3, 0, 2);
      assertThat(some.position(vector, 0).t2())
          .isCloseTo(same.position(vector, 0).t2(), within(1e-9));
      assertThat(some.position(vector, 0).spe())
          .isCloseTo(same.position(vector, 0).spe(), within(1e-9));
    }
    assertThat(fitted(3, 0, 1, 2, 3).only(1, 2).kept()).isEqualTo(2);
  }

  /** A feature in other units, or of another spread, leads no more than before. */
  @Test
  void theScaleOfAFeatureDoesNotMatter() {
    Comoments wide = new Comoments(4);
    for (double[] row : ROWS) {
      wide.add(new double[] {row[0], 1000 * row[1], row[2], row[3]});
    }
    Monitor plain = fitted(2, 0, 1, 2, 3);
    Monitor scaled = Monitor.of(wide, 2);

    for (double[] row : ROWS) {
      Monitor.Position position = plain.position(row, 4);
      Monitor.Position other =
          scaled.position(new double[] {row[0], 1000 * row[1], row[2], row[3]}, 4);
      assertThat(other.scores()).containsExactly(position.scores(), within(1e-9));
      assertThat(other.t2()).isCloseTo(position.t2(), within(1e-9));
      assertThat(other.spe()).isCloseTo(position.spe(), within(1e-9));
    }
  }

  /** Of a feature that agrees in all of a few runs nothing is known but its mean. */
  @Test
  void aFeatureThatDoesNotVaryCountsInItsOwnScale() {
    Comoments moments = new Comoments(2);
    for (int i = 0; i < 10; i++) {
      moments.add(new double[] {Math.sin(i), 3});
    }
    Monitor.Position position = Monitor.of(moments, 2).position(new double[] {0, 5}, 2);
    double first = moments.mean()[0] / moments.deviations()[0];

    assertThat(position.t2()).isCloseTo(first * first + 4, within(1e-12));
  }

  @Test
  void aModelThatLacksComponentsCannotBeTakenApart() {
    Monitor lacking =
        new Monitor(
            new double[] {0, 0}, new double[] {1, 1}, new double[][] {{1, 0}}, new double[] {1}, 1);

    assertThatThrownBy(() -> lacking.only(0))
        .hasMessage("Invalid model: expected as many components as features, found 1 of 2");
  }
}
