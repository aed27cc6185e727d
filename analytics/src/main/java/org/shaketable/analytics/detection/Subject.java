package org.shaketable.analytics.detection;

import org.shaketable.analytics.packing.RunFacts;
import org.shaketable.analytics.table.Role;

/**
 * Which run it is: what a learned score must know so that no model judges what it was fitted on.
 *
 * @param replicate its seed
 * @param family the family that disturbs it; null for a run that nothing disturbs
 */
public record Subject(String runId, int replicate, String family) {

  /** The run of which such facts are known. */
  public static Subject of(RunFacts facts) {
    return new Subject(
        facts.runId(),
        facts.replicate(),
        facts.role() == Role.PERTURBED ? facts.condition().family() : null);
  }
}
