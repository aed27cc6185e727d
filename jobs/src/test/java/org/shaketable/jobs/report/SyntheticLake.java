package org.shaketable.jobs.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.shaketable.jobs.lake.Lake;

/**
 * A lake of made-up runs in the tables' own schemas: two workloads, four families with three
 * magnitudes each, ten replicates, 100 evaluations. For tests of the page alone.
 */
final class SyntheticLake {
  static final String HOSTILE = "<script>alert('spirals')</script>";
  private static final String SWEEP = "quickstart";
  private static final int REPLICATES = 10;

  private record Family(String name, String dimension, List<Double> magnitudes, double tolerance) {}

  private static final List<Family> FAMILIES =
      List.of(
          new Family("gradient-noise", "OPTIMIZATION", List.of(0.5, 2.0, 8.0), 6),
          new Family("input-noise", "DATA", List.of(0.25, 1.0, 4.0), 9),
          new Family("weight-noise", "PARAMETER", List.of(0.1, 0.4, 1.6), 0.6),
          new Family("signal-flip", "SIGNAL", List.of(0.05, 0.2, 0.5), 0.25));

  private final Map<String, List<Row>> tables = new LinkedHashMap<>();
  private final StructType runs;
  private final StructType trajectories;

  private SyntheticLake(Lake lake) {
    runs = lake.read("runs").schema();
    trajectories = lake.read("trajectories").schema();
  }

  /** Makes a lake with workloads of the given names. */
  static Lake create(SparkSession spark, Path directory, String... workloads) {
    Lake lake = Lake.create(spark, directory.toString());
    SyntheticLake made = new SyntheticLake(lake);
    for (int i = 0; i < workloads.length; i++) {
      made.workload(workloads[i], i, i == 0 ? 1 : 1.8);
    }
    made.across();
    made.tables.forEach(
        (name, rows) ->
            lake.append(name, spark.createDataFrame(rows, made.schema(name)).coalesce(1)));
    return lake;
  }

  private StructType schema(String table) {
    return switch (table) {
      case "runs" -> runs;
      case "trajectories" -> trajectories;
      default -> SyntheticSchemas.of(table);
    };
  }

  private void add(String table, Object... cells) {
    tables.computeIfAbsent(table, name -> new ArrayList<>()).add(RowFactory.create(cells));
  }

  private void workload(String workload, int index, double toughness) {
    for (int replicate = 0; replicate < REPLICATES; replicate++) {
      clean(workload, index * 1000 + replicate, replicate);
    }
    for (Family family : FAMILIES) {
      for (double magnitude : family.magnitudes()) {
        condition(workload, index, family, magnitude, magnitude / family.tolerance() / toughness);
      }
      double critical = family.tolerance() * toughness;
      boolean found = critical <= family.magnitudes().get(2);
      add(
          "critical_magnitudes",
          SWEEP,
          workload,
          family.dimension(),
          family.name(),
          "pulse(50%, 20%)",
          "none",
          found ? critical : null,
          found ? critical * 0.7 : null,
          found ? critical * 1.5 : null,
          0.95,
          found ? 4.0 : null,
          true,
          30,
          found ? null : "fewer than half of the runs collapse at the largest magnitude tested");
      dimension(workload, family, toughness);
    }
    add("variance_shares", SWEEP, workload, "factor", "magnitude", 0.42, 120);
    add("variance_shares", SWEEP, workload, "factor", "dimension", 0.23, 120);
    add("variance_shares", SWEEP, workload, "residual", "between replicates", 0.35, 120);
    add(
        "exclusions",
        SWEEP,
        workload,
        "never_learned",
        "collapse_rate, critical_magnitudes",
        12,
        120);
    add(
        "meta_state_models",
        SWEEP,
        workload,
        List.of("gradient_norm", "weight_norm", "feature_rank"),
        2,
        1010L,
        List.of(List.of(0.7, 0.1), List.of(0.6, -0.4), List.of(0.2, 0.9)),
        List.of(0.52, 0.21, 0.12, 0.08, 0.07),
        List.of(0.4, 0.2, 0.15, 0.13, 0.12),
        List.of(0.25, 0.22, 0.2, 0.17, 0.16),
        0.9,
        null);
  }

  private void across() {
    add(
        "claims",
        SWEEP,
        "decoupling",
        "all conditions",
        "Final performance says little.",
        "All.",
        "Spearman within 0.5.",
        "within",
        0.5,
        "undecided",
        0.61,
        0.3,
        0.82,
        0.95,
        8L,
        40L,
        "24 conditions");
    add(
        "claims",
        SWEEP,
        "buffering",
        "none",
        "Stochasticity helps.",
        "All.",
        "Above 0.",
        "above",
        0.0,
        "not_confirmed",
        null,
        null,
        null,
        0.95,
        0L,
        null,
        "the sweep has one level of stochasticity");
    add(
        "detectors",
        SWEEP,
        "cartpole-ppo",
        "meta_state_t2",
        9.2,
        5,
        5,
        0.0,
        0.0,
        0.43,
        30,
        0.7,
        0.5,
        0.8,
        0.81,
        0.7,
        0.9,
        1500.0,
        500.0,
        2500.0,
        0.95,
        "undecided");
    add("decoupling", SWEEP, "spearman", 0.61, 0.3, 0.82, 0.95, 8, 24, 0.002, 0.003, 0);
    add("collapse_sensitivity", SWEEP, 0.3, 3, 0.18, 0.91, true, 24, 216);
    add("collapse_sensitivity", SWEEP, 0.7, 2, 0.31, 0.77, false, 24, 216);
  }

  private void curves(String workload, Family family) {
    for (int i = 0; i <= 20; i++) {
      double share = 1 - Math.pow(i / 20.0, 2 + family.tolerance());
      add(
          "performance_profiles",
          SWEEP,
          workload,
          family.dimension(),
          i / 20.0,
          share,
          Math.max(0, share - 0.1),
          Math.min(1, share + 0.08),
          0.95,
          30);
    }
    double left = 1;
    add(
        "recovery_curves",
        SWEEP,
        workload,
        family.dimension(),
        0.0,
        left,
        null,
        null,
        0.95,
        8,
        0,
        8);
    for (int i = 1; i <= 5; i++) {
      left *= 1 - 1.0 / (9 - i);
      add(
          "recovery_curves",
          SWEEP,
          workload,
          family.dimension(),
          i * 100.0 * family.name().length(),
          left,
          left - 0.2,
          Math.min(1, left + 0.2),
          0.95,
          9 - i,
          1,
          8);
    }
  }

  private void dimension(String workload, Family family, double toughness) {
    curves(workload, family);
    double centre =
        1
            / (1
                + Math.exp(
                    -2
                        * Math.log(
                            2 * family.tolerance() * toughness / family.magnitudes().get(2))));
    for (String metric :
        List.of(
            "stability",
            "non_collapse",
            "recovery_share",
            "trajectory_ratio",
            "contraction",
            "spike_free")) {
      double value = Math.min(0.98, centre * (0.9 + metric.length() / 100.0));
      add(
          "dimension_stability",
          SWEEP,
          workload,
          family.dimension(),
          metric,
          value,
          Math.max(0, value - 0.09),
          Math.min(1, value + 0.07),
          0.95,
          30);
    }
  }

  private void clean(String workload, long seed, int replicate) {
    SyntheticRun run = new SyntheticRun(seed, "clean", 0, false);
    run(workload, id(workload, "clean", 0, replicate), null, null, 0, replicate, "COMPLETED");
    for (int i = 0; i <= SyntheticRun.EVALUATIONS; i++) {
      evaluation(workload, id(workload, "clean", 0, replicate), i, run.cleanAt(i), 0);
      metaState(workload, id(workload, "clean", 0, replicate), i, run.cleanAt(i), 0, seed + i);
    }
  }

  private void condition(
      String workload, int index, Family family, double magnitude, double strength) {
    int collapsed = 0;
    double ratios = 0;
    for (int replicate = 0; replicate < REPLICATES; replicate++) {
      SyntheticRun run =
          new SyntheticRun(
              index * 1000 + replicate, family.name() + magnitude, strength, replicate % 2 == 0);
      perturbed(workload, family, magnitude, replicate, run);
      collapsed += run.collapsed() ? 1 : 0;
      ratios += run.trajectoryRatio() / REPLICATES;
    }
    double rate = (double) collapsed / REPLICATES;
    metric(workload, family, magnitude, "collapse_rate", rate);
    metric(workload, family, magnitude, "non_collapse", 1 - rate);
    metric(workload, family, magnitude, "recovery_share", 1 - rate / 2);
    metric(workload, family, magnitude, "trajectory_ratio", ratios);
    metric(workload, family, magnitude, "contraction", Math.exp(-strength / 3));
    metric(workload, family, magnitude, "spike_free", 0.97);
    metric(
        workload,
        family,
        magnitude,
        "stability",
        Math.pow(
            (1 - rate * 0.98) * (1 - rate / 2) * ratios * Math.exp(-strength / 3) * 0.97, 0.2));
  }

  private void metric(
      String workload, Family family, double magnitude, String metric, double value) {
    double z = 1.96;
    double n = REPLICATES;
    double centre = (value + z * z / (2 * n)) / (1 + z * z / n);
    double half = z / (1 + z * z / n) * Math.sqrt(value * (1 - value) / n + z * z / (4 * n * n));
    add(
        "stability",
        SWEEP,
        workload,
        family.dimension(),
        family.name(),
        magnitude,
        "pulse(50%, 20%)",
        "none",
        metric,
        value,
        centre - half,
        centre + half,
        0.95,
        REPLICATES,
        "runs@1,trajectories@1");
  }

  private void perturbed(
      String workload, Family family, double magnitude, int replicate, SyntheticRun run) {
    String id = id(workload, family.name(), magnitude, replicate);
    boolean diverged = run.collapsed() && replicate == 3;
    run(
        workload,
        id,
        family,
        id(workload, "clean", 0, replicate),
        magnitude,
        replicate,
        diverged ? "DIVERGED" : "COMPLETED");
    int last = diverged ? run.collapse() : SyntheticRun.EVALUATIONS;
    for (int i = 0; i <= last; i++) {
      evaluation(workload, id, i, run.perturbedAt(i), run.distanceAt(i));
      metaState(workload, id, i, run.perturbedAt(i), run.distanceAt(i), run.seed() + i);
    }
    boolean collapsed = run.collapsed();
    add(
        "run_stability",
        id,
        id(workload, "clean", 0, replicate),
        SWEEP,
        workload,
        family.dimension(),
        family.name(),
        magnitude,
        "pulse(50%, 20%)",
        "none",
        replicate,
        diverged ? "DIVERGED" : "COMPLETED",
        run.learned(),
        collapsed,
        collapsed ? run.collapse() * 500L : null,
        collapsed ? run.collapse() : null,
        collapsed ? (diverged ? "NON_FINITE" : "PERFORMANCE") : null,
        collapsed ? run.returns() && !diverged : null,
        collapsed ? (diverged || !run.returns() ? "IRREVERSIBLE" : "RECOVERED") : null,
        collapsed
            ? (run.returns() && !diverged
                ? 1_500L * (1 + (replicate + magnitudeRank(family, magnitude)) % 5)
                : diverged ? 0L : 15_000L)
            : null,
        collapsed ? !run.returns() || diverged : null,
        run.learned() ? run.trajectoryRatio() : null,
        run.perturbedAt(SyntheticRun.EVALUATIONS));
  }

  private void run(
      String workload,
      String id,
      Family family,
      String reference,
      double magnitude,
      int replicate,
      String status) {
    Map<String, Object> cells = new LinkedHashMap<>();
    cells.put("run_id", id);
    cells.put("sweep", SWEEP);
    cells.put("workload", workload);
    cells.put("learner", "ppo");
    cells.put("task", "CartPole-v1");
    cells.put("engine", "vector");
    cells.put("dimension", family == null ? null : family.dimension());
    cells.put("family", family == null ? null : family.name());
    cells.put("magnitude", magnitude);
    cells.put("schedule", family == null ? "none" : "pulse(50%, 20%)");
    cells.put("stochasticity", "none");
    cells.put("replicate", replicate);
    cells.put("reference_run_id", reference);
    cells.put("status", status);
    cells.put("message", status.equals("DIVERGED") ? "loss is NaN at step " + 500 * replicate : "");
    cells.put("steps", 50_000L);
    cells.put("evaluations", SyntheticRun.EVALUATIONS + 1);
    cells.put("wall_seconds", 0.4);
    cells.put("spec", "{}");
    cells.put(
        "provenance", "{\"shaketable\":\"0.1.0\",\"java\":\"17\",\"cpu\":{\"model\":\"a CPU\"}}");
    cells.put("horizon", 50_000L);
    cells.put("onset_step", family == null ? null : 25_000L);
    cells.put("end_step", family == null ? null : 35_000L);
    add("runs", cells(runs, cells));
  }

  private void evaluation(String workload, String id, int i, double performance, double distance) {
    Map<String, Object> cells = new LinkedHashMap<>();
    cells.put("run_id", id);
    cells.put("sweep", SWEEP);
    cells.put("workload", workload);
    cells.put("evaluation", i);
    cells.put("step", 500L * i);
    cells.put("performance", 500 * Math.max(0, performance));
    cells.put("loss", 1.2 - performance);
    cells.put("parameter_distance", distance);
    cells.put("function_distance", distance * distance / 4);
    add("trajectories", cells(trajectories, cells));
  }

  private void metaState(
      String workload, String id, int i, double performance, double distance, long seed) {
    var random = new java.util.Random(seed * 31 + 5);
    add(
        "meta_states",
        id,
        SWEEP,
        workload,
        i,
        500L * i,
        3 * performance - 1.5 + 0.3 * random.nextGaussian() + distance / 2,
        Math.sin(i / 16.0) + 0.3 * random.nextGaussian() - 0.8 * distance,
        distance * distance,
        0.1 * distance);
  }

  private static Object[] cells(StructType schema, Map<String, Object> named) {
    return List.of(schema.fieldNames()).stream().map(named::get).toArray();
  }

  private static String id(String workload, String family, double magnitude, int replicate) {
    return "%016x"
        .formatted((workload + family + magnitude + "/" + replicate).hashCode() & 0xffffffffL);
  }

  private static int magnitudeRank(Family family, double magnitude) {
    return family.magnitudes().indexOf(magnitude);
  }
}
