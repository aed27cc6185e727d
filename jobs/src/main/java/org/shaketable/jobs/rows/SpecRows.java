package org.shaketable.jobs.rows;

import java.util.List;
import java.util.Locale;
import org.shaketable.analytics.codec.RecordShape;
import org.shaketable.analytics.table.ExposureRow;
import org.shaketable.analytics.table.Exposures;
import org.shaketable.analytics.table.Role;
import org.shaketable.analytics.table.StochasticityRow;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.Perturbation;
import org.shaketable.perturbation.ScaleDirection;
import org.shaketable.schedule.Horizon;
import org.shaketable.training.run.Arm;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.workload.Stochasticity;

/** Parts of a specification as the tables say them. */
public final class SpecRows {
  private SpecRows() {}

  /** What a run is in its trial. */
  public static Role role(RunSpec spec) {
    if (spec.arm() == Arm.INFINITESIMAL) {
      return Role.INFINITESIMAL;
    }
    return spec.clean() ? Role.CLEAN : spec.perturbed() ? Role.PERTURBED : Role.PLACEBO;
  }

  static Exposures exposures(RunSpec spec) {
    return exposures(spec.exposures(), spec.workload().horizon());
  }

  /** The disturbances of a run of that length. */
  public static Exposures exposures(List<Exposure> exposures, Horizon horizon) {
    return new Exposures(exposures.stream().map(one -> exposure(one, horizon)).toList());
  }

  private static ExposureRow exposure(Exposure exposure, Horizon horizon) {
    Perturbation perturbation = exposure.perturbation();
    return new ExposureRow(
        perturbation.family().dimension().name(),
        perturbation.label(),
        perturbation.magnitude(),
        perturbation.family().unit(),
        direction((Record) perturbation),
        exposure.schedule().toString(),
        exposure.schedule().onset(horizon),
        exposure.schedule().end(horizon));
  }

  /** The setting of a family that goes up or down; null for one that does not. */
  private static String direction(Record perturbation) {
    return RecordShape.of(perturbation.getClass()).components().stream()
        .filter(component -> component.getType() == ScaleDirection.class)
        .findFirst()
        .map(component -> (ScaleDirection) RecordShape.value(perturbation, component))
        .map(direction -> direction.name().toLowerCase(Locale.ROOT))
        .orElse(null);
  }

  static List<StochasticityRow> levels(Stochasticity stochasticity) {
    return stochasticity.kind() == Stochasticity.Kind.NONE
        ? List.of()
        : List.of(new StochasticityRow(stochasticity.kind().word(), stochasticity.level()));
  }
}
