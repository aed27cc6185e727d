package org.shaketable.analytics;

import java.util.List;
import java.util.stream.Stream;
import org.shaketable.analytics.condition.CleanFinals;
import org.shaketable.analytics.condition.Configurations;
import org.shaketable.analytics.condition.CriticalMagnitudes;
import org.shaketable.analytics.condition.Decoupling;
import org.shaketable.analytics.condition.FinalTables;
import org.shaketable.analytics.condition.RecoveryTests;
import org.shaketable.analytics.condition.TrialTables;
import org.shaketable.analytics.evidence.AdjustedTests;
import org.shaketable.analytics.evidence.ClaimDefinition;
import org.shaketable.analytics.evidence.ClaimSensitivity;
import org.shaketable.analytics.evidence.Claims;
import org.shaketable.analytics.metastate.ControlGroups;
import org.shaketable.analytics.table.ClaimRow;
import org.shaketable.analytics.table.ClaimSensitivityRow;
import org.shaketable.analytics.table.CriticalMagnitudeRow;
import org.shaketable.analytics.table.DecouplingRow;
import org.shaketable.analytics.table.RecoveryTestRow;
import org.shaketable.analytics.table.StabilityRow;
import org.shaketable.analytics.table.TestRow;

/**
 * What is found out of a judged sweep and goes into more tables than one.
 *
 * @param definitions the claims to be judged
 * @param evidence what they are judged by
 */
record Findings(
    JudgedSweep sweep,
    List<ClaimDefinition> definitions,
    Warnings warnings,
    Configurations configurations,
    List<DecouplingRow> decoupling,
    List<CriticalMagnitudeRow> critical,
    List<RecoveryTestRow> recoveries,
    Claims.Data evidence,
    List<ClaimRow> claims) {

  /** Finds it. */
  static Findings of(JudgedSweep sweep, List<ClaimDefinition> definitions) {
    Configurations configurations = Configurations.of(sweep.judged(), sweep.workloads());
    List<DecouplingRow> decoupling = Decoupling.of(sweep.name(), configurations, sweep.settings());
    Warnings warnings =
        Warnings.of(sweep, ClaimDefinition.rule(definitions, ClaimDefinition.Quantity.PRECEDENCE));
    Claims.Data evidence =
        new Claims.Data(
            sweep.name(),
            decoupling,
            sweep.perturbed(),
            warnings.precedence(),
            ControlGroups.lowDimension(sweep.groups().value()));
    return new Findings(
        sweep,
        definitions,
        warnings,
        configurations,
        decoupling,
        CriticalMagnitudes.of(sweep.perturbed(), sweep.placebos(), sweep.settings()),
        RecoveryTests.of(sweep.perturbed()),
        evidence,
        Claims.of(definitions, evidence, sweep.settings()));
  }

  List<StabilityRow> stability() {
    return Stream.concat(
            TrialTables.byCondition(sweep.perturbed(), sweep.placebos(), sweep.level()).stream(),
            FinalTables.of(
                sweep.context(),
                sweep.perturbed(),
                new CleanFinals(sweep.judged()),
                sweep.settings())
                .stream())
        .toList();
  }

  /** What would be said of the claims by other definitions. */
  List<ClaimSensitivityRow> claimSensitivity() {
    return new ClaimSensitivity(definitions, evidence, sweep.settings(), claims)
        .byEdges(sweep.judged(), sweep.workloads())
        .byCollapses(warnings.otherwise())
        .byFeatures(warnings.studies())
        .rows();
  }

  /** Every p-value of the other tables. */
  List<TestRow> tests() {
    return new AdjustedTests(decoupling, critical, recoveries, warnings.detectors())
        .of(sweep.name());
  }

  /** Lets go of what is kept in memory. */
  void release() {
    warnings.watch().close();
    sweep.release();
  }
}
