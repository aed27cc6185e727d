package org.shaketable.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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

  @Test
  @Timeout(120)
  void theyEndWhenTheirTimeIsOver() throws InterruptedException {
    long start = System.nanoTime();
    Thread thread = EarlyTrainings.begin(config(LONG), Duration.ofMillis(300));
    thread.join();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(299));
  }

  @Test
  @Timeout(120)
  void theyEndWithTheirRounds() throws InterruptedException {
    EarlyTrainings.begin(config(SmallSweep.YAML), Duration.ofDays(1)).join();
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
