package org.shaketable.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.table.ConfigurationKey;

class ProvenanceTest {
  private static ConfigurationKey key(String configuration) {
    return new ConfigurationKey("sweep", "net", configuration);
  }

  @Test
  void eachConfigurationOfAWorkloadHasItsOwnWords() {
    Provenance provenance =
        Provenance.here()
            .with(
                new TreeMap<>(Map.of(key("1"), "equal bits", key("2"), "apart from evaluation 3")));

    assertThat(provenance.json("program", key("1"))).contains("\"two_equal_runs\":\"equal bits\"");
    assertThat(provenance.json("program", key("2")))
        .contains("\"two_equal_runs\":\"apart from evaluation 3\"");
    assertThat(provenance.json("program", key("3"))).doesNotContain("two_equal_runs");
  }
}
