package org.shaketable.jobs.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.evidence.ClaimDefinition;
import org.shaketable.analytics.stats.metastate.LowDimension;

class ClaimsFileTest {
  /** The table of models has the same verdict, which knows no file. */
  @Test
  void theSmallestShareThatCountsIsThatOfTheModels() {
    assertThat(ClaimsFile.read())
        .filteredOn(claim -> claim.quantity() == ClaimDefinition.Quantity.LOW_DIMENSION)
        .extracting(ClaimDefinition::smallest)
        .containsExactly(LowDimension.SMALLEST);
  }

  @Test
  void everyQuantityThatCanDecideHasItsRule() {
    assertThat(
            ClaimsFile.read().stream().map(ClaimDefinition::quantity).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(ClaimDefinition.Quantity.values());
  }
}
