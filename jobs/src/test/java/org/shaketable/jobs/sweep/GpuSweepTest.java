package org.shaketable.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.run.Twin;

/**
 * A sweep on a GPU's driver that has no GPU: training's {@code src/test/cuda/driver.cpp}, which
 * runs the kernels' source on the CPU.
 */
class GpuSweepTest {
  private static final SweepPlan PLAN =
      SmallSweep.plan(
          SmallSweep.YAML
              + """
                - family: stale-gradients
                  magnitudes: [1000]
              """);

  /** A small language model as in {@code conf/lm-pretraining.yaml}, for fewer updates. */
  private static final SweepPlan PRETRAINING =
      SmallSweep.plan(
          """
          sweep: pretraining
          seed: 3
          replicates: 2
          clean-replicates: 2
          placebo: 0
          evaluations: 10
          workloads:
            markov:
              task: {text: markov, symbols: 8, order: 2, sharpness: 1.5}
              learner:
                algorithm: pretraining
                steps: 10
                batch-size: 8
                optimizer: {algorithm: adamw, learning-rate: 0.005, beta2: 0.95, weight-decay: 0.01}
                warm-up: 0.1
                network: {layers: 2, width: 32, heads: 2, context: 32}
          perturbations:
            - family: gradient-noise
              magnitudes: [4]
              schedule: {pulse: {onset: 50%, duration: 20%}}
            - family: token-corruption
              magnitudes: [0.5]
              schedule: {pulse: {onset: 50%, duration: 20%}}
          """);

  private static final int NO_COMPILER = 3;

  private static Path library;

  /** Digests of the plan's runs trained by themselves. */
  private static Map<String, String> alone;

  private final SparkSession spark = TestSession.spark();
  @TempDir Path directory;

  @BeforeAll
  static void build() throws IOException, InterruptedException {
    Process script = new ProcessBuilder("../training/src/test/cuda/stub.sh").start();
    String said = new String(script.getInputStream().readAllBytes());
    int code = script.waitFor();
    assumeTrue(code != NO_COMPILER, "no g++ here: the kernels are not compiled for a CPU");
    assertThat(code).isZero();
    library = Path.of(said.strip());
    alone = alone(PLAN);
  }

  @AfterEach
  void forget() {
    spark.sparkContext().conf().remove(GpuUse.SETTING);
    System.clearProperty("shaketable.cuda");
    GpuUse.forget();
  }

  /** The next GPU is that of a driver's library. */
  private void use(String driver) {
    spark.sparkContext().conf().set(GpuUse.SETTING, "0");
    System.setProperty("shaketable.cuda", driver);
  }

  private static int stub(String function, Object... arguments) {
    return NativeLibrary.getInstance(library.toString()).getFunction(function).invokeInt(arguments);
  }

  private static Map<String, String> alone(SweepPlan plan) {
    return plan.runs().stream()
        .collect(Collectors.toMap(PlannedRun::runId, planned -> alone(planned.spec()).digest()));
  }

  private static Run alone(RunSpec spec) {
    Twin twin = Twin.of(spec);
    return spec.clean() ? twin.run() : twin.train(spec);
  }

  @Test
  void aSweepOnAGpuHasTheDigestsOfTheCpuAndSaysWhereEachRunWasTrained() {
    use(library.toString());
    Lake lake = Lake.create(spark, directory.resolve("lake").toString());
    String said = SmallSweep.train(spark, lake, PLAN);

    assertThat(stub("stub_launches")).isPositive();
    assertThat(said).contains("Trained 15 runs in ", "Trained on GPUs: 12 runs.");
    List<Row> rows = rows(lake);
    assertThat(digests(rows)).isEqualTo(alone);
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(row.getString(3).contains("\"gpu\":\"Stub\""))
                    .isEqualTo(!"stale-gradients".equals(row.getString(2))));
  }

  private static List<Row> rows(Lake lake) {
    return lake.read("runs")
        .select("run_id", "trajectory_digest", "family", "provenance")
        .collectAsList();
  }

  private static Map<String, String> digests(Collection<Row> rows) {
    return rows.stream().collect(Collectors.toMap(r -> r.getString(0), r -> r.getString(1)));
  }

  @Test
  void aPretrainingSweepOnAGpuHasTheDigestsOfTheCpu() {
    use(library.toString());
    stub("stub_reset");
    Lake lake = Lake.create(spark, directory.resolve("lake").toString());
    String said = SmallSweep.train(spark, lake, PRETRAINING);

    assertThat(stub("stub_launches")).isPositive();
    int runs = PRETRAINING.runs().size();
    assertThat(said).contains("Trained on GPUs: %d runs.".formatted(runs));
    List<Row> rows = rows(lake);
    assertThat(rows).hasSize(runs).allMatch(row -> row.getString(3).contains("\"gpu\":\"Stub\""));
    assertThat(digests(rows)).isEqualTo(alone(PRETRAINING));
    assertThat(digests(rows).values()).doesNotHaveDuplicates();
  }

  /** Trains the whole plan in one bundle, without a lake. */
  private List<StagedRun> bundle(GpuUse use) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Trainer trainer =
        new Trainer(
            PLAN.sweep(),
            Provenance.here(),
            new TimeLimit(600),
            Tallies.register(spark.sparkContext(), List.of()),
            PLAN.config().checkpointing(),
            context.broadcast(CheckpointStarts.of(spark, List.of())),
            ProgramFiles.NONE,
            BroughtFiles.of(context, List.of()),
            use);
    List<StagedRun> runs = new ArrayList<>();
    new CohortTrainer(trainer)
        .call(TwinTask.of(PLAN.runs()))
        .forEachRemaining(row -> runs.add(StagedRun.CODEC.record(row)));
    return runs;
  }

  private static Map<String, String> digests(List<StagedRun> runs) {
    return runs.stream()
        .collect(Collectors.toMap(StagedRun::runId, run -> run.run().trajectoryDigest()));
  }

  @Test
  void aDeviceThatIsLostCostsTimeAndNothingElse() {
    use(library.toString());
    GpuUse use = GpuUse.of(spark.sparkContext());
    stub("stub_fail", "cuCtxSynchronize", 719);
    try {
      assertThat(digests(bundle(use))).isEqualTo(alone);
    } finally {
      stub("stub_reset");
    }
    assertThat(use.lines())
        .containsExactly(
            "Cannot use the GPU: cuCtxSynchronize gave error 719, unspecified launch failure; runs"
                + " were trained on the CPU instead.");
  }

  @Test
  void withoutADriverItTrainsOnTheCpuAndSaysSo() {
    use("libcuda-that-nobody-has.so.1");
    GpuUse use = GpuUse.of(spark.sparkContext());
    assertThat(digests(bundle(use))).isEqualTo(alone);
    assertThat(use.lines())
        .containsExactly(
            "No GPU: there is no NVIDIA driver here (libcuda-that-nobody-has.so.1); runs were"
                + " trained on the CPU instead.");
  }

  @Test
  void aGpuIsLookedForWhereOneIsAskedFor() {
    assertThat(GpuUse.of(spark.sparkContext()).wanted()).isFalse();
    spark.sparkContext().conf().set(GpuUse.SETTING, "1");
    assertThat(GpuUse.of(spark.sparkContext()).wanted()).isTrue();
    spark.sparkContext().conf().set(GpuUse.SETTING, "none");
    assertThat(GpuUse.of(spark.sparkContext()).wanted()).isFalse();
    spark.sparkContext().conf().set(GpuUse.SETTING, "all");
    assertThatThrownBy(() -> GpuUse.of(spark.sparkContext()))
        .isInstanceOf(Mistake.class)
        .hasMessage(
            "Invalid spark.shaketable.gpu: expected assigned, none or the number of a GPU of the"
                + " machine, found all");
  }
}
