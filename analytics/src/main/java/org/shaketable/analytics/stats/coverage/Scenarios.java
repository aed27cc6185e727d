package org.shaketable.analytics.stats.coverage;

import java.util.List;
import java.util.stream.Stream;

/** Every interval that the tables hold, at the sample sizes of the sweeps in {@code conf/}. */
public final class Scenarios {
  private Scenarios() {}

  /**
   * All scenarios.
   *
   * @param replicates how many draws each bootstrap has
   */
  public static List<Scenario> all(int replicates) {
    return Stream.of(
            ShareScenarios.all(),
            SurvivalScenarios.all(),
            AreaScenarios.all(),
            MedianScenarios.all(),
            FinalScenarios.all(replicates),
            TrialScenarios.all(),
            DoseScenarios.all(),
            BootstrapScenarios.all(replicates),
            ContrastScenarios.all(),
            DecouplingScenarios.all())
        .flatMap(List::stream)
        .toList();
  }
}
