package org.shaketable.jobs.report;

import org.apache.spark.sql.types.StructType;

/** The result tables' columns, as far as the report reads them. */
final class SyntheticSchemas {
  private static final String KEYS =
      "sweep STRING, workload STRING, dimension STRING, family STRING, magnitude DOUBLE,"
          + " schedule STRING, stochasticity STRING";
  private static final String INTERVAL =
      "estimate DOUBLE, lower DOUBLE, upper DOUBLE, level DOUBLE, n INT";

  private SyntheticSchemas() {}

  static StructType of(String table) {
    return switch (table) {
      case "run_stability" ->
          StructType.fromDDL(
              "run_id STRING, reference_run_id STRING, "
                  + KEYS
                  + ", replicate INT, status STRING, learned BOOLEAN, collapsed BOOLEAN,"
                  + " collapse_step BIGINT, collapse_evaluation INT, collapse_kind STRING,"
                  + " recovered BOOLEAN, recovery_class STRING, recovery_steps BIGINT,"
                  + " recovery_censored BOOLEAN, trajectory_ratio DOUBLE,"
                  + " normalised_final_performance DOUBLE");
      case "stability" ->
          StructType.fromDDL(KEYS + ", metric STRING, " + INTERVAL + ", analysed_versions STRING");
      case "dimension_stability" ->
          StructType.fromDDL(
              "sweep STRING, workload STRING, dimension STRING, metric STRING, " + INTERVAL);
      case "critical_magnitudes" ->
          StructType.fromDDL(
              "sweep STRING, workload STRING, dimension STRING, family STRING, schedule STRING,"
                  + " stochasticity STRING, magnitude DOUBLE, lower DOUBLE, upper DOUBLE,"
                  + " level DOUBLE, slope DOUBLE, monotone BOOLEAN, n INT, reason STRING");
      case "meta_states" ->
          StructType.fromDDL(
              "run_id STRING, sweep STRING, workload STRING, evaluation INT, step BIGINT,"
                  + " pc1 DOUBLE, pc2 DOUBLE, t2 DOUBLE, spe DOUBLE");
      case "meta_state_models" ->
          StructType.fromDDL(
              "sweep STRING, workload STRING, features ARRAY<STRING>, components INT, `rows`"
                  + " BIGINT, loadings ARRAY<ARRAY<DOUBLE>>, explained_variance ARRAY<DOUBLE>,"
                  + " null_random_walk ARRAY<DOUBLE>, parallel_analysis ARRAY<DOUBLE>,"
                  + " subspace_agreement DOUBLE, reason STRING");
      case "performance_profiles" ->
          StructType.fromDDL(
              "sweep STRING, workload STRING, dimension STRING, threshold DOUBLE, share DOUBLE,"
                  + " lower DOUBLE, upper DOUBLE, level DOUBLE, n INT");
      case "recovery_curves" ->
          StructType.fromDDL(
              "sweep STRING, workload STRING, dimension STRING, steps DOUBLE, not_recovered DOUBLE,"
                  + " lower DOUBLE, upper DOUBLE, level DOUBLE, at_risk INT, recoveries INT, n"
                  + " INT");
      case "variance_shares" ->
          StructType.fromDDL(
              "sweep STRING, workload STRING, kind STRING, factor STRING, share DOUBLE, n INT");
      case "decoupling" ->
          StructType.fromDDL(
              "sweep STRING, association STRING, estimate DOUBLE, lower DOUBLE, upper DOUBLE, level"
                  + " DOUBLE, clusters INT, n INT, p DOUBLE, p_adjusted DOUBLE, left_out INT");
      case "collapse_sensitivity" ->
          StructType.fromDDL(
              "sweep STRING, share DOUBLE, consecutive INT, collapse_rate DOUBLE,"
                  + " kendall_tau DOUBLE, ranking_holds BOOLEAN, conditions INT, n INT");
      case "exclusions" ->
          StructType.fromDDL(
              "sweep STRING, workload STRING, reason STRING, missing_from STRING, runs INT,"
                  + " of_runs INT");
      case "claims" ->
          StructType.fromDDL(
              "sweep STRING, claim STRING, subject STRING, statement STRING, data STRING,"
                  + " rule STRING, side STRING, threshold DOUBLE, verdict STRING, estimate DOUBLE,"
                  + " lower DOUBLE, upper DOUBLE, level DOUBLE, n BIGINT,"
                  + " further_observations BIGINT, evidence STRING");
      case "detectors" ->
          StructType.fromDDL(
              "sweep STRING, workload STRING, detector STRING, threshold DOUBLE,"
                  + " calibration_runs INT, held_out_runs INT, false_positive_rate DOUBLE,"
                  + " false_positive_lower DOUBLE, false_positive_upper DOUBLE, collapses INT,"
                  + " recall DOUBLE, recall_lower DOUBLE, recall_upper DOUBLE, auroc DOUBLE,"
                  + " auroc_lower DOUBLE, auroc_upper DOUBLE, median_lead_steps DOUBLE,"
                  + " lead_lower DOUBLE, lead_upper DOUBLE, level DOUBLE, verdict STRING");
      default -> throw new IllegalArgumentException(table);
    };
  }
}
