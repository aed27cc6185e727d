package org.shaketable.analytics.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.precedence.RunEnd;
import org.shaketable.analytics.stats.curve.BandGrid;
import org.shaketable.analytics.stats.curve.Curve;
import org.shaketable.analytics.stats.run.Collapse;
import org.shaketable.analytics.stats.run.CollapseRules;

class CollapseGridTest {
  private static final int EVALUATIONS = 41;
  private static final BandGrid BANDS =
      BandGrid.of(
          IntStream.range(0, 30)
              .mapToObj(run -> noisy(new SplittableRandom(run), EVALUATIONS, 1))
              .toList());

  /** Learns in ten evaluations; from the twentieth on it holds a level. */
  private static double[] noisy(SplittableRandom random, int evaluations, double level) {
    double[] performance = new double[evaluations];
    Arrays.setAll(
        performance,
        i -> (i < 20 ? Math.min(1, i / 10.0) : level) + random.nextDouble(-0.25, 0.25));
    return performance;
  }

  private static Curve curve(double... performance) {
    double[] loss = new double[performance.length];
    Arrays.fill(loss, 1);
    return Curve.of(
        LongStream.range(0, performance.length).map(i -> 10 * i).toArray(), performance, loss);
  }

  private static Optional<Collapse> alone(
      CollapseGrid.Definition definition, Curve run, Curve twin) {
    int cadence = definition.cadence();
    return Collapse.of(
        run.every(cadence),
        twin.every(cadence),
        BANDS.band(cadence, definition.outside()),
        new CollapseRules(
            definition.share(),
            definition.smoothing(),
            definition.consecutive(),
            CollapseRules.DEFAULT.competence(),
            CollapseRules.DEFAULT.loss()));
  }

  @Test
  void theGridHoldsEachCombinationOnceAndTheStandardOneAmongThem() {
    List<CollapseGrid.Definition> all = CollapseGrid.DEFINITIONS;

    assertThat(all).hasSize(5 * 4 * 3 * 3 * 3).doesNotHaveDuplicates();
    assertThat(all).contains(CollapseGrid.Definition.STANDARD);
    assertThat(CollapseGrid.ALONE).hasSize(10).doesNotContain(CollapseGrid.Definition.STANDARD);
  }

  @Test
  void eachDefinitionSaysWhatItSaysByItself() {
    SplittableRandom random = new SplittableRandom(5);
    Set<Integer> counts = new HashSet<>();
    for (int trial = 0; trial < 60; trial++) {
      Curve twin = curve(noisy(random.split(), EVALUATIONS, 1));
      Curve whole = curve(noisy(random.split(), EVALUATIONS, trial / 60.0));
      Curve run = trial % 10 == 9 ? whole.divergedAt(395) : whole;

      CollapseGrid.Outcome found = CollapseGrid.of(run, twin, BANDS, CollapseRules.DEFAULT);

      counts.add(found.collapsed().cardinality());
      for (int i = 0; i < CollapseGrid.DEFINITIONS.size(); i++) {
        CollapseGrid.Definition definition = CollapseGrid.DEFINITIONS.get(i);
        assertThat(found.collapsed().get(i))
            .as("%s of trial %d", definition, trial)
            .isEqualTo(alone(definition, run, twin).isPresent());
      }
      for (int i = 0; i < CollapseGrid.ALONE.size(); i++) {
        CollapseGrid.Definition definition = CollapseGrid.ALONE.get(i);
        assertThat(found.evaluations()[i])
            .isEqualTo(
                alone(definition, run, twin)
                    .map(collapse -> definition.cadence() * collapse.evaluation())
                    .orElse(RunEnd.NEVER));
      }
    }
    assertThat(counts).as("some collapse by some definitions alone").hasSizeGreaterThan(10);
  }

  @Test
  void aShortFallIsACollapseForThoseAloneThatLookOftenAndSmoothLittle() {
    double[] performance = new double[EVALUATIONS];
    Arrays.setAll(performance, i -> i >= 25 && i < 28 ? 0 : Math.min(1, i / 10.0));
    double[] clean = new double[EVALUATIONS];
    Arrays.setAll(clean, i -> Math.min(1, i / 10.0));

    CollapseGrid.Outcome found =
        CollapseGrid.of(curve(performance), curve(clean), BANDS, CollapseRules.DEFAULT);

    assertThat(found.collapsed().stream().mapToObj(CollapseGrid.DEFINITIONS::get))
        .contains(new CollapseGrid.Definition(0.5, 3, 1, 1, 0.1))
        .allMatch(definition -> definition.cadence() == 1)
        .noneMatch(definition -> definition.smoothing() == 9 && definition.share() <= 0.5)
        .doesNotContain(new CollapseGrid.Definition(0.5, 4, 1, 1, 0.1));
  }
}
