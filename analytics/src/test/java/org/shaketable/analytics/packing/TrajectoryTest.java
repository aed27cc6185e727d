package org.shaketable.analytics.packing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrajectoryTest {
  private static final double[][] ROWS = {
    {0, 0, 0.5, Double.NaN}, {1, 100, 0.25, 3}, {2, 250, Double.POSITIVE_INFINITY, -0.0}
  };

  /** The last two rows, then the first, as two tasks may have read them. */
  @Test
  void piecesAreBroughtIntoOrder() {
    byte[] late = Trajectory.pack(new double[] {1, 100, 0.25, 3, 2, 250, 1.0 / 0, -0.0, 9}, 8);
    byte[] early = Trajectory.pack(ROWS[0], 4);

    Trajectory trajectory = Trajectory.unpack(List.of(late, early), 4);

    assertThat(trajectory.length()).isEqualTo(3);
    for (int row = 0; row < ROWS.length; row++) {
      assertThat(trajectory.row(row, 0)).isEqualTo(ROWS[row]);
    }
    assertThat(trajectory.evaluations()).containsExactly(0, 1, 2);
    assertThat(trajectory.steps()).containsExactly(0, 100, 250);
  }

  @Test
  void columnsAndRowsAreTheSameNumbers() {
    Trajectory trajectory = Trajectory.of(ROWS);

    assertThat(trajectory.column(TrajectoryColumns.PERFORMANCE))
        .containsExactly(0.5, 0.25, Double.POSITIVE_INFINITY);
    assertThat(trajectory.row(2, 2)).containsExactly(Double.POSITIVE_INFINITY, -0.0);
    assertThat(trajectory.value(1, 3)).isEqualTo(3);
    assertThat(trajectory.first(2).column(TrajectoryColumns.STEP)).containsExactly(0, 100);
    assertThat(trajectory.inPlace()).isTrue();
    assertThat(Trajectory.of(new double[][] {ROWS[0], ROWS[2]}).inPlace()).isFalse();
    assertThat(trajectory.lastBy(249)).isEqualTo(1);
    assertThat(trajectory.lastBy(-1)).isZero();
  }
}
