package org.shaketable.analytics.stats.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.shaketable.analytics.stats.reference.Reference.assertNear;
import static org.shaketable.analytics.stats.reference.Reference.elements;
import static org.shaketable.analytics.stats.reference.Reference.flags;
import static org.shaketable.analytics.stats.reference.Reference.number;
import static org.shaketable.analytics.stats.reference.Reference.numbers;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.reference.Reference;

/** scikit-learn and DeLong's formula, tolerance 1e-12: stats_roc.json. */
class DetectionTest {
  private static final double TOLERANCE = 1e-12;

  @Test
  void equalsScikitLearn() {
    elements(Reference.json("stats_roc.json").get("cases"))
        .forEach(
            c -> {
              boolean[] positive = flags(c.get("label"));
              double[] scores = numbers(c.get("score"));
              Auc auc = Auc.of(positive, scores);
              assertNear("auc", auc.area(), number(c.get("roc_auc")), TOLERANCE);
              if (c.has("fpr")) {
                assertNear("se", auc.standardError(), number(c.get("delong_se")), TOLERANCE);
              }
            });
  }

  @Test
  void byHandAndMirrored() {
    boolean[] positive = {true, false, true, false};
    double[] scores = {3, 2, 2, 1};
    boolean[] negated = {false, true, false, true};

    assertThat(Auc.of(positive, scores).area()).isEqualTo(0.875);
    assertThat(Auc.of(negated, scores).area()).isEqualTo(0.125);
    double[] mapped = Arrays.stream(scores).map(Math::exp).toArray();
    assertThat(Auc.of(positive, mapped)).isEqualTo(Auc.of(positive, scores));
    Interval interval = Auc.of(positive, scores).interval(0.95);
    assertThat(interval.upper()).isBetween(0.98, 1.0);
    // (0.875 - t)^2 = r z^2 t (1 - t) (1 + (1 - t)/(2 - t) + t/(1 + t)) / 4 with DeLong's variance
    // 1/32, 0.0431424 at t = 0.875, and r = (5 + 2 / 32 / 0.0431424) / 7; SciPy's brentq.
    assertThat(interval.lower()).isCloseTo(0.31462492, within(1e-7));
    Interval mirrored = Auc.of(negated, scores).interval(0.95);
    assertThat(mirrored.lower()).isCloseTo(1 - interval.upper(), within(1e-12));
    Interval parted = Auc.of(positive, new double[] {3, 1, 2, 0}).interval(0.95);
    assertThat(parted.estimate()).isEqualTo(1);
    assertThat(parted.upper()).isEqualTo(1);
    assertThat(parted.lower()).isCloseTo(0.38563570, within(1e-7));
  }

  @Test
  void withOneClassOnlyThereIsNoArea() {
    boolean[] positive = {true, true};
    double[] scores = {1, 2};

    assertThat(Auc.of(positive, scores).area()).isNaN();
    assertThat(Auc.of(new boolean[2], scores).area()).isNaN();
    assertThat(Auc.of(positive, scores).interval(0.95).lower()).isNaN();
  }
}
