package org.shaketable.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.spark.resource.ResourceInformation;
import org.junit.jupiter.api.Test;
import org.shaketable.training.program.Host;

class TaskHostTest {
  @Test
  void aProgramMayUseItsTasksCoresAndTheGpusThatSparkGaveTheTask() {
    ResourceInformation gpus = new ResourceInformation("gpu", new String[] {"1", "3"});
    assertThat(TaskHost.of(4, Map.of("gpu", gpus))).isEqualTo(new Host(4, "1,3"));
    assertThat(TaskHost.of(1, Map.of("gpu", new ResourceInformation("gpu", new String[0]))))
        .isEqualTo(new Host(1, ""));
  }

  @Test
  void whereSparkGivesNoGpusTheEnvironmentsStay() {
    assertThat(TaskHost.of(2, Map.of())).isEqualTo(new Host(2, null));
  }

  @Test
  void outsideOfATaskAProgramHasOneThread() {
    assertThat(TaskHost.here()).isEqualTo(Host.PLAIN);
  }
}
