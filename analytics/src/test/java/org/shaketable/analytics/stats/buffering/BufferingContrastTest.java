package org.shaketable.analytics.stats.buffering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;
import org.shaketable.analytics.stats.bootstrap.Draws;
import org.shaketable.analytics.stats.interval.Interval;

class BufferingContrastTest {
  private static final BootstrapSettings SETTINGS = new BootstrapSettings(1, 500, 0.95);

  private static List<BufferingContrast.Row> rows(double gain, double noise, long seed) {
    List<BufferingContrast.Row> rows = new ArrayList<>();
    Draws draws = Draws.of(seed, 0);
    for (String perturbation : new String[] {"mild", "strong"}) {
      for (double level : new double[] {0, 0.1, 0.2, 0.4}) {
        for (int run = 0; run < 20; run++) {
          double base = perturbation.equals("mild") ? 0.8 : 0.3;
          double stability = base + (level == 0.2 ? gain : 0) + noise * draws.nextGaussian();
          rows.add(new BufferingContrast.Row(perturbation, level, level + "/" + run, stability));
        }
      }
    }
    return rows;
  }

  @Test
  void withoutNoiseTheGainOfTheBestInteriorLevelIsFound() {
    Interval contrast = BufferingContrast.of(rows(0.125, 0, 1), SETTINGS);

    assertThat(contrast.estimate()).isCloseTo(0.125, within(1e-12));
    assertThat(contrast.lower()).isCloseTo(0.125, within(1e-12));
  }

  @Test
  void theHighestLevelIsNotInterior() {
    List<BufferingContrast.Row> rows =
        rows(0, 0, 1).stream()
            .map(
                r ->
                    new BufferingContrast.Row(
                        r.perturbation(), r.level(), r.key(), r.level() == 0.4 ? 1 : r.stability()))
            .toList();

    assertThat(BufferingContrast.of(rows, SETTINGS).estimate()).isCloseTo(0, within(1e-12));
  }

  @Test
  void choosingTheBestLevelDoesNotFlatterIt() {
    double sum = 0;
    for (int seed = 0; seed < 200; seed++) {
      sum += BufferingContrast.of(rows(0, 1, seed), SETTINGS.withReplicates(1)).estimate();
    }
    // Choosing and judging by the same runs would give about 0.19 here.
    assertThat(sum / 200).isCloseTo(0, within(0.06));
  }

  @Test
  void theOrderOfTheRunsDoesNotMatter() {
    List<BufferingContrast.Row> rows = rows(0.1, 0.2, 5);
    Interval contrast = BufferingContrast.of(rows, SETTINGS);
    Collections.shuffle(rows, new Random(1));

    assertThat(BufferingContrast.of(rows, SETTINGS)).isEqualTo(contrast);
  }

  @Test
  void withoutALevelToCompareThereIsNoContrast() {
    List<BufferingContrast.Row> noZero =
        rows(0, 0, 1).stream().filter(row -> row.level() > 0).toList();
    List<BufferingContrast.Row> noInterior =
        rows(0, 0, 1).stream().filter(row -> row.level() == 0 || row.level() == 0.4).toList();

    assertThat(BufferingContrast.of(noZero, SETTINGS).estimate()).isNaN();
    assertThat(BufferingContrast.of(noInterior, SETTINGS).estimate()).isNaN();
    assertThat(BufferingContrast.of(List.of(), SETTINGS).estimate()).isNaN();
    List<BufferingContrast.Row> missing =
        List.of(new BufferingContrast.Row("p", 0, "a", Double.NaN));
    assertThat(BufferingContrast.of(missing, SETTINGS).n()).isZero();
  }
}
