package org.shaketable.jobs.sweep;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.get_json_object;

import java.util.Optional;
import org.apache.spark.sql.Row;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.config.Specs;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.training.run.RunSpec;

/**
 * One name of a sweep means one seed, and one name of a workload, or of a configuration of it, the
 * same settings.
 */
final class SameWorkloads {
  private SameWorkloads() {}

  /** Refuses a plan whose workloads have other settings than the lake's runs of that sweep. */
  static void check(Lake lake, SweepPlan plan) {
    lake.now("runs")
        .where(col("sweep").equalTo(plan.sweep()))
        .groupBy(col("workload"), col("configuration"), get_json_object(col("spec"), "$.seed"))
        .agg(first("spec").as("spec"))
        .select("spec")
        .collectAsList()
        .forEach(row -> check(lake, plan, row));
  }

  private static void check(Lake lake, SweepPlan plan, Row row) {
    RunSpec there = Specs.parse(row.getString(0));
    String name = there.workload().label();
    Optional<String> difference =
        there.seed() != plan.config().seed()
            ? Optional.of("seed: %d there, %d here".formatted(there.seed(), plan.config().seed()))
            : plan.config().workloads().stream()
                .filter(workload -> workload.label().equals(name))
                .findFirst()
                .flatMap(here -> Specs.difference(there.workload(), here));
    difference.ifPresent(
        what -> {
          throw new Mistake(
              "Cannot continue sweep %s: lake %s has runs of workload %s with other settings (%s); rename the sweep or the workload, or give another lake with --lake"
                  .formatted(plan.sweep(), lake, name, what));
        });
  }
}
