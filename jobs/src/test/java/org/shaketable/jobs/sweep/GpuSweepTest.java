package org.shaketable.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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

  @TempDir static Path built;
  private static Path library;

  private final SparkSession spark = TestSession.spark();
  @TempDir Path directory;

  @BeforeAll
  static void build() throws IOException, InterruptedException {
    library = built.resolve("libcuda-stub.so");
    List<String> command =
        List.of(
            "g++",
            "-ffp-contract=off",
            "-O1",
            "-march=native",
            "-std=c++17",
            "-fPIC",
            "-shared",
            "-w",
            "../training/src/test/cuda/driver.cpp",
            "-o",
            library.toString());
    try {
      assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    } catch (IOException e) {
      assumeTrue(false, "no g++ here: the kernels are not compiled for a CPU");
    }
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

  private static Map<String, String> alone() {
    return PLAN.runs().stream()
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
    List<Row> rows =
        lake.read("runs")
            .select("run_id", "trajectory_digest", "family", "provenance")
            .collectAsList();
    assertThat(rows.stream().collect(Collectors.toMap(r -> r.getString(0), r -> r.getString(1))))
        .isEqualTo(alone());
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(row.getString(3).contains("\"gpu\":\"Stub\""))
                    .isEqualTo(!"stale-gradients".equals(row.getString(2))));
  }

  /** Trains the whole plan in one bundle, without a lake. */
  private List<StagedRun> bundle(GpuUse use) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Trainer trainer =
        new Trainer(
            PLAN.sweep(),
            Provenance.here(),
            new TimeLimit(600),
            Tallies.register(spark.sparkContext()),
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
      assertThat(digests(bundle(use))).isEqualTo(alone());
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
    assertThat(digests(bundle(use))).isEqualTo(alone());
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
