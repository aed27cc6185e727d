package org.shaketable.analytics.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.LocalSpark;
import org.shaketable.analytics.detection.Forest;
import org.shaketable.analytics.detection.LearnedModel;
import org.shaketable.analytics.detection.LearnedModels;
import org.shaketable.analytics.precedence.ScoredRun;

class ForestsTest {
  private static LearnedModels forests(Map<String, List<ScoredRun>> runs) {
    return Forests.of(LocalSpark.session(), "w", MadePasts.FEATURES, MadePasts.examples(runs));
  }

  private static StudiedScore score(LearnedModels models) {
    Map<String, List<LearnedModel>> byPart = new TreeMap<>();
    models
        .without()
        .forEach(
            (family, halves) -> {
              List<LearnedModel> parts = new ArrayList<>();
              for (int part = 0; part < Lessons.PARTS; part++) {
                parts.add(halves.get(part % models.parts()));
              }
              byPart.put(family, parts);
            });
    return new StudiedScore.Linear(byPart);
  }

  private static double concordance(Map<String, List<ScoredRun>> runs, LearnedModels models) {
    return MadePasts.concordance(runs.values(), score(models)).value();
  }

  @Test
  void whatComesBeforeCollapsesIsLearnedFromOtherFamiliesAndSeedsAndNoiseIsNot() {
    Map<String, List<ScoredRun>> planted = MadePasts.of(new SplittableRandom(1), family -> 1);
    Map<String, List<ScoredRun>> noise = MadePasts.of(new SplittableRandom(2), family -> 0);

    assertThat(concordance(planted, forests(planted))).isGreaterThan(0.7);
    assertThat(concordance(noise, forests(noise))).isBetween(0.38, 0.62);
  }

  @Test
  void theForestThatJudgesAFamilyHasNotSeenItsRunsAndGrowsTheSameAgain() {
    Map<String, List<ScoredRun>> runs = MadePasts.of(new SplittableRandom(3), family -> 1);
    String judged = MadePasts.FAMILIES.get(1);
    Map<String, List<ScoredRun>> changed = new TreeMap<>(runs);
    changed.put(judged, MadePasts.exchanged(runs.get(judged)));

    LearnedModels models = forests(runs);
    LearnedModels others = forests(changed);

    for (int half = 0; half < models.parts(); half++) {
      Forest mine = (Forest) models.without().get(judged).get(half);
      Forest same = (Forest) others.without().get(judged).get(half);
      assertThat(mine.roots()).hasSize(20);
      assertThat(Arrays.stream(mine.column()).max().orElseThrow()).isBetween(0, 7);
      assertThat(same.value()).containsExactly(mine.value());
      assertThat(same.column()).containsExactly(mine.column());
      assertThat(((Forest) others.without().get(MadePasts.FAMILIES.get(0)).get(half)).value())
          .isNotEqualTo(
              ((Forest) models.without().get(MadePasts.FAMILIES.get(0)).get(half)).value());
    }
  }

  @Test
  void ofASingleFamilyNoForestGrows() {
    Map<String, List<ScoredRun>> runs = MadePasts.of(new SplittableRandom(4), family -> 1);
    runs.keySet().retainAll(List.of(MadePasts.FAMILIES.get(0)));

    assertThat(forests(runs).any()).isFalse();
  }
}
