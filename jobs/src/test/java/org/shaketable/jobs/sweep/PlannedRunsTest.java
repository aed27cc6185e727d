package org.shaketable.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.shaketable.jobs.config.SpecTexts;
import org.shaketable.jobs.config.Specs;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.training.run.RunSpec;

class PlannedRunsTest {
  private static final SweepConfig SMALL =
      SmallSweep.plan(
              SmallSweep.YAML
                      .replace("replicates: 3", "replicates: 23")
                      .replace("placebo: 0", "placebo: 2")
                  + "  - composition:\n"
                  + "      - {family: weight-noise, magnitudes: [0.1], schedule: {pulse: {onset:"
                  + " 50%, duration: 20%}}}\n"
                  + "      - {family: input-noise, magnitudes: [0.1], schedule: {pulse: {onset:"
                  + " 50%, duration: 20%}}}\n")
          .config();

  private static SweepConfig runs(int replicates) {
    return SmallSweep.plan(SmallSweep.YAML).config().withReplicates(replicates);
  }

  @Test
  void textsPutTogetherAndTheirIdsAreThoseOfEachSpecificationAlone() {
    List<PlannedRun> alone = SMALL.specs().map(spec -> PlannedRun.of(SMALL.sweep(), spec)).toList();

    assertThat(PlannedRuns.of(SMALL).toList()).isEqualTo(alone);
    // In an order in which neighbours differ in more than the replicate.
    List<RunSpec> mixed = new ArrayList<>(SMALL.runs());
    mixed.sort((a, b) -> Integer.compare(a.replicate(), b.replicate()));
    SpecTexts texts = new SpecTexts();
    assertThat(mixed).allSatisfy(spec -> assertThat(texts.json(spec)).isEqualTo(Specs.json(spec)));
  }

  @Test
  void aSampleOfTheStreamIsThatOfThePlan() {
    SweepConfig config = runs(100);

    assertThat(PlannedRuns.sample(config, 0.1).collect(Collectors.toSet()))
        .isEqualTo(Set.copyOf(SweepPlan.of(config).sample(0.1).runs()));
  }

  @Test
  void whatIsToTrainIsWhatTheTasksTrain() {
    SweepPlan plan = SweepPlan.of(SMALL);
    Set<String> present =
        plan.runs().stream()
            .map(PlannedRun::runId)
            .filter(id -> id.charAt(0) < '8')
            .collect(Collectors.toSet());
    List<TwinTask> tasks = TwinTask.of(plan.missing(present));
    AtomicLong seen = new AtomicLong();

    ToTrain left = ToTrain.of(PlannedRuns.of(SMALL), present, seen::set);

    assertThat(seen).hasValue(plan.runs().size());
    assertThat(left.runs()).isEqualTo(plan.missing(present).size());
    assertThat(left.trainings())
        .isEqualTo(Map.of("blobs", tasks.stream().mapToLong(TwinTask::trainings).sum()));
    TimeEstimate estimate = new TimeEstimate(Map.of("blobs", 2.0), 1);
    assertThat(left.seconds(estimate, 3).orElseThrow())
        .isCloseTo(estimate.ofTasks(tasks, 3).orElseThrow(), within(1e-9));
    assertThat(left.seconds(TimeEstimate.NONE, 3)).isEmpty();
  }

  @Test
  void aMillionRunsAreCountedOneAfterAnother() {
    assertThat(PlanCounts.of(runs(250_000).specs()))
        .isEqualTo(new PlanCounts(1_000_000, 250_000, 0, 0, 3));
  }
}
