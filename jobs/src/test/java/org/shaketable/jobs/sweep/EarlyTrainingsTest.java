package org.shaketable.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.training.run.RunSpec;

class EarlyTrainingsTest {
  /** Hours of training, looked at every few milliseconds. */
  private static final String LONG =
      SmallSweep.YAML
          .replace("steps: 60", "steps: 1_000_000_000")
          .replace("evaluations: 10", "evaluations: 1_000_000");

  private static SweepConfig config(String yaml) {
    return SmallSweep.plan(yaml).config();
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(EarlyTrainings.NAME))
        .toList();
  }

  @Test
  @Timeout(120)
  void theyGoOnWhileOtherWorkIsDoneAndEndWithIt() throws InterruptedException {
    List<Thread> meanwhile = EarlyTrainings.during(config(LONG), EarlyTrainingsTest::threads);

    assertThat(meanwhile).hasSize(Runtime.getRuntime().availableProcessors() > 1 ? 1 : 0);
    for (Thread thread : meanwhile) {
      thread.join();
    }
  }

  @Test
  void oneCleanRunOfEachWorkloadOfTheVectorEngineIsTrained() {
    SweepConfig config = config(SmallSweep.YAML);

    assertThat(EarlyTrainings.specs(config))
        .singleElement()
        .satisfies(spec -> assertThat(spec.clean()).isTrue())
        .extracting(RunSpec::workload)
        .isEqualTo(config.workloads().get(0));
    assertThat(
            EarlyTrainings.specs(
                config(SmallSweep.YAML.replace("    learner:", "    engine: dl4j\n    learner:"))))
        .isEmpty();
  }
}
