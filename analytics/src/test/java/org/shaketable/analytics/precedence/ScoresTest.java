package org.shaketable.analytics.precedence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.MadeRuns;
import org.shaketable.analytics.detection.Catalogue;
import org.shaketable.analytics.detection.RunScores;
import org.shaketable.analytics.packing.RunFacts;
import org.shaketable.analytics.packing.Seeds;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.RunStatus;

/** Of the scores of all evaluations a followed run keeps those that somebody looks at. */
class ScoresTest {
  private static final Question QUESTION =
      new Question(
          List.of("other", Catalogue.META_STATE, "of_another_configuration", Question.SHUFFLED), 3);
  private static final Condition CONDITION =
      new Condition(new ConfigurationKey("s", "w", ""), "DATA", "noise", 1, "pulse", "none");

  /** Runs of one condition that differ in length, in onset and in collapse. */
  private final List<RunScores> seen = new ArrayList<>();

  private final List<RunEnd> ends = new ArrayList<>();

  ScoresTest() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 8; i++) {
      ends.add(new RunEnd(i, i % 3 == 0 ? RunEnd.NEVER : 22 + i));
      seen.add(run("run-" + i, 26 + 2 * i, random));
    }
  }

  private static RunScores run(String id, int rows, SplittableRandom random) {
    RunFacts facts =
        MadeRuns.perturbed(CONDITION, id, "clean", 0, RunStatus.COMPLETED, MadeRuns.HORIZON);
    double[][] trajectory = new double[rows][];
    for (int row = 0; row < rows; row++) {
      trajectory[row] =
          new double[] {row, 10 * row, random.nextDouble(), random.nextDouble(), 0, 0};
    }
    Map<String, double[]> scores = new TreeMap<>();
    scores.put("other", random.doubles(rows).toArray());
    scores.put(Catalogue.META_STATE, random.doubles(rows).toArray());
    return new RunScores(facts, Trajectory.of(trajectory), scores);
  }

  private List<ScoredRun> condition() {
    List<Scores.Single> singles = new ArrayList<>();
    for (int i = seen.size() - 1; i >= 0; i--) {
      singles.add(new Scores(QUESTION).of(seen.get(i), ends.get(i)));
    }
    return new Scores(QUESTION).condition(CONDITION, singles);
  }

  @Test
  void whileARunStandsItHasWhatIsVisibleAndEveryScoreOfItsDetectors() {
    List<ScoredRun> runs = condition();

    assertThat(runs).extracting(ScoredRun::runId).isSorted().hasSize(seen.size());
    for (int i = 0; i < runs.size(); i++) {
      ScoredRun run = runs.get(i);
      double[][] visible = Visible.of(seen.get(i).trajectory(), run.onset());
      assertThat(run.onset()).isEqualTo(20);
      for (int row = 21; row < run.rows() && row < ends.get(i).collapse(); row++) {
        assertThat(run.stands(row)).isTrue();
        int index = run.index(run.at().place(row));
        for (int c = 0; c < Visible.WIDTH; c++) {
          assertThat(run.columns()[c][index]).isEqualTo(visible[c][row]);
        }
        for (String detector : List.of("other", Catalogue.META_STATE)) {
          assertThat(column(run, detector)[index])
              .isEqualTo(seen.get(i).byDetector().get(detector)[row]);
        }
        assertThat(column(run, "of_another_configuration")[index]).isNaN();
      }
    }
  }

  private static double[] column(ScoredRun run, String detector) {
    return run.columns()[Visible.WIDTH + QUESTION.detectors().indexOf(detector)];
  }

  @Test
  void theShuffledScoresAreThoseThatTheFirstDetectorGaveAnotherRunAtTheSameEvaluation() {
    List<RunScores> order = new ArrayList<>(seen);
    Collections.shuffle(order, new Random(Seeds.of(Question.SHUFFLED, "run-0")));
    List<ScoredRun> runs = condition();

    for (int i = 0; i < runs.size(); i++) {
      ScoredRun run = runs.get(i);
      double[] other = order.get(i).byDetector().get("other");
      for (int row = 21; row < run.rows() && row < ends.get(i).collapse(); row++) {
        assertThat(column(run, Question.SHUFFLED)[run.index(row)])
            .isEqualTo(Double.valueOf(row < other.length ? other[row] : Double.NaN));
      }
    }
  }

  @Test
  void hadRunsCollapsedLaterTheScoresOfTheMetaStateAreKnown() {
    List<ScoredRun> alone = new Scores(QUESTION).only(Catalogue.META_STATE, condition());

    for (int i = 0; i < alone.size(); i++) {
      ScoredRun run = alone.get(i).collapsing(RunEnd.NEVER);
      double[][] visible = Visible.of(seen.get(i).trajectory(), run.onset());
      assertThat(run.columns()).hasNumberOfRows(Visible.WIDTH + 1);
      for (int row = 21; row < run.rows(); row++) {
        assertThat(run.stands(row)).isTrue();
        assertThat(run.columns()[0][run.index(row)]).isEqualTo(visible[0][row]);
        assertThat(run.columns()[Visible.WIDTH][run.index(row)])
            .isEqualTo(seen.get(i).byDetector().get(Catalogue.META_STATE)[row]);
      }
    }
  }
}
