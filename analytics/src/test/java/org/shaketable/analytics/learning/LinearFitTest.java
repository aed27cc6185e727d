package org.shaketable.analytics.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.detection.LearnedModel;
import org.shaketable.analytics.detection.LearnedModels;
import org.shaketable.analytics.detection.LinearModel;
import org.shaketable.analytics.precedence.ScoredRun;
import org.shaketable.analytics.stats.detection.Concordance;

class LinearFitTest {
  private static final int SWEEPS = 30;

  private static List<Concordance> concordances(long seed, MadePasts.Shown shown) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Concordance> found = new ArrayList<>();
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      Map<String, List<ScoredRun>> runs = MadePasts.of(random, shown);
      found.add(
          MadePasts.concordance(
              runs.values(),
              new StudiedScore.Linear(MadePasts.fit(runs).others(MadePasts.FEATURES))));
    }
    return found;
  }

  private static double mean(List<Concordance> found) {
    return found.stream().mapToDouble(Concordance::value).average().orElseThrow();
  }

  private static long above(List<Concordance> found) {
    return found.stream().filter(pairs -> pairs.interval(60, 60, 0.95).lower() > 0.5).count();
  }

  @Test
  void whatComesBeforeCollapsesInAllFamiliesIsLearnedFromTheOthers() {
    List<Concordance> found = concordances(1, family -> 1);

    assertThat(mean(found)).isGreaterThan(0.75);
    assertThat(above(found)).isGreaterThanOrEqualTo(SWEEPS * 9 / 10);
  }

  /** Frail seeds fall in all families, and the second feature tells seeds apart. */
  @Test
  void fromNoiseNothingIsLearned() {
    List<Concordance> found = concordances(2, family -> 0);

    assertThat(mean(found)).isBetween(0.48, 0.52);
    assertThat(above(found)).isLessThanOrEqualTo(SWEEPS / 6);
  }

  /** A sign that only one family has cannot be learned from the others. */
  @Test
  void whatTheJudgedFamilyAloneShowsIsNotKnown() {
    String only = MadePasts.FAMILIES.get(0);
    SplittableRandom random = new SplittableRandom(3);
    double others = 0;
    double own = 0;
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      Map<String, List<ScoredRun>> runs =
          MadePasts.of(random, family -> family.equals(only) ? 1 : 0);
      LinearFit fit = MadePasts.fit(runs);
      List<List<ScoredRun>> judged = List.of(runs.get(only));
      others +=
          MadePasts.concordance(judged, new StudiedScore.Linear(fit.others(MadePasts.FEATURES)))
              .value();
      List<LearnedModel> byPart = fit.byPart(fit.lessons(only::equals), MadePasts.FEATURES);
      own += MadePasts.concordance(judged, new StudiedScore.Linear(Map.of(only, byPart))).value();
    }
    assertThat(others / SWEEPS).isBetween(0.44, 0.56);
    assertThat(own / SWEEPS).isGreaterThan(0.75);
  }

  @Test
  void theModelThatJudgesAFamilyHasNotSeenItsRuns() {
    Map<String, List<ScoredRun>> runs = MadePasts.of(new SplittableRandom(4), family -> 1);
    String judged = MadePasts.FAMILIES.get(1);
    Map<String, List<ScoredRun>> changed = new TreeMap<>(runs);
    changed.put(judged, MadePasts.exchanged(runs.get(judged)));

    LearnedModels models = MadePasts.fit(runs).models();
    LearnedModels others = MadePasts.fit(changed).models();

    for (int part = 0; part < Lessons.PARTS; part++) {
      assertThat(weights(others, judged, part)).containsExactly(weights(models, judged, part));
      assertThat(weights(others, MadePasts.FAMILIES.get(0), part))
          .isNotEqualTo(weights(models, MadePasts.FAMILIES.get(0), part));
    }
  }

  /** Seeds 3, 13, 23, ... are a part: without them the strata's other runs must be the same. */
  @Test
  void theModelOfAPartOfTheSeedsTakesNoRowsOfThem() {
    Map<String, List<ScoredRun>> runs = MadePasts.of(new SplittableRandom(5), family -> 1);
    Lessons lessons = MadePasts.fit(runs).lessons(family -> true);
    int all = lessons.allCases();

    assertThat(lessons.cases()[3])
        .isEqualTo(
            (int)
                runs.values().stream()
                    .flatMap(List::stream)
                    .filter(run -> run.outcome().replicate() % 10 == 3)
                    .filter(
                        run ->
                            MadePasts.strata(runs.get(run.condition().family())).stream()
                                .anyMatch(stratum -> stratum.cases().contains(run)))
                    .count());
    assertThat(all).isEqualTo(Arrays.stream(lessons.cases()).sum());
    double[] without = lessons.without(3).weights(0, 1);
    lessons.sums()[3].add(new double[] {9, 9, 9, 9, 9, 9, 9, 9}, 1);
    assertThat(lessons.without(3).weights(0, 1)).containsExactly(without);
    assertThat(lessons.without(4).weights(0, 1)).isNotEqualTo(without);
  }

  @Test
  void ofTooFewRunsNothingIsLearned() {
    Map<String, List<ScoredRun>> runs = MadePasts.of(new SplittableRandom(6), family -> 1);
    runs.replaceAll((family, all) -> all.subList(0, 6));

    assertThat(MadePasts.fit(runs).models().any()).isFalse();
  }

  @Test
  void aCompositionIsNotJudgedByItsParts() {
    assertThat(Families.overlap("gradient-noise+input-noise=0.5", "input-noise")).isTrue();
    assertThat(Families.overlap("gradient-noise+input-noise=0.5", "weight-noise")).isFalse();
    Map<String, Integer> groups = Families.groups(List.of("a", "b", "c", "d", "a+c=0.5", "e"), 3);

    assertThat(groups.get("a")).isEqualTo(groups.get("c")).isEqualTo(groups.get("a+c=0.5"));
    assertThat(groups.values()).contains(0, 1, 2);
    assertThat(groups.get("b")).isNotEqualTo(groups.get("a"));
  }

  @Test
  void aModelMovesToAnotherWorkloadByTheNamesOfFeatures() {
    LinearModel model = new LinearModel(new double[] {1, 2, 3, 4, 5, 6, 7, 8});

    LearnedModel moved = LinearFit.moved(model, List.of("a", "b"), List.of("b", "c", "a"));

    assertThat(((LinearModel) moved).weights())
        .containsExactly(new double[] {5, 6, 7, 8, 0, 0, 0, 0, 1, 2, 3, 4}, within(0.0));
    assertThat(LinearFit.moved(null, List.of("a"), List.of("a"))).isNull();
  }

  private static double[] weights(LearnedModels models, String family, int part) {
    return ((LinearModel) models.without().get(family).get(part)).weights();
  }
}
