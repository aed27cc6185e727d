package org.shaketable.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SampleTest {
  private static final SweepPlan ALL =
      SmallSweep.plan(SmallSweep.YAML.replace("replicates: 3", "replicates: 400"));

  private static Set<String> ids(List<PlannedRun> runs) {
    return runs.stream().map(PlannedRun::runId).collect(Collectors.toSet());
  }

  private static long perturbed(SweepPlan plan) {
    return plan.runs().size() - plan.counts().clean();
  }

  @Test
  void aSampleHasAboutItsShareOfThePerturbedRunsWithTheirTwins() {
    SweepPlan tenth = ALL.sample(0.1);
    assertThat((double) perturbed(tenth) / perturbed(ALL)).isCloseTo(0.1, within(0.035));
    Set<String> there = ids(tenth.runs());
    assertThat(tenth.runs()).allMatch(run -> there.contains(run.twinRunId()));
    Set<String> needed =
        tenth.runs().stream().map(PlannedRun::twinRunId).collect(Collectors.toSet());
    assertThat(tenth.counts().clean()).isEqualTo(needed.size());
    assertThat(tenth.counts().conditions()).isEqualTo(ALL.counts().conditions());
  }

  @Test
  void aLargerSampleHoldsTheSmallerOneAndTheWholeIsTheWhole() {
    Set<String> half = ids(ALL.sample(0.5).runs());
    assertThat(half).containsAll(ids(ALL.sample(0.1).runs()));
    assertThat(new HashSet<>(ALL.sample(1).runs())).isEqualTo(new HashSet<>(ALL.runs()));
    assertThat(ALL.sample(0.1)).isEqualTo(ALL.sample(0.1));
  }
}
