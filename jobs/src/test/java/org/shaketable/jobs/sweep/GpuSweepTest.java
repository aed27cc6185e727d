package org.shaketable.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.lake.Lake;

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
                  magnitudes: [3]
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

  private Lake train(String name, String setting) {
    spark.sparkContext().conf().set(GpuUse.SETTING, setting);
    Lake lake = Lake.create(spark, directory.resolve(name).toString());
    said.put(name, SmallSweep.train(spark, lake, PLAN));
    return lake;
  }

  private final Map<String, String> said = new TreeMap<>();

  private static Map<String, String> digests(Lake lake) {
    return lake.read("runs").collectAsList().stream()
        .collect(
            Collectors.toMap(row -> row.getAs("run_id"), row -> row.getAs("trajectory_digest")));
  }

  private static List<Row> trajectories(Lake lake) {
    return lake.read("trajectories").orderBy("run_id", "evaluation").collectAsList();
  }

  @Test
  void aSweepOnAGpuHasTheDigestsOfOneOnTheCpuAndSaysWhereEachRunWasTrained() {
    Lake cpu = train("cpu", "none");
    System.setProperty("shaketable.cuda", library.toString());
    Lake gpu = train("gpu", "0");

    assertThat(digests(gpu)).hasSize(15).isEqualTo(digests(cpu));
    assertThat(trajectories(gpu)).isEqualTo(trajectories(cpu));
    assertThat(realised(gpu)).isEqualTo(realised(cpu));
    assertThat(gpu.read("runs").where("provenance LIKE '%\"gpu\":\"Stub\"%'").count())
        .isEqualTo(12);
    assertThat(
            gpu.read("runs")
                .where("provenance NOT LIKE '%\"gpu\"%'")
                .select("family")
                .distinct()
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("stale-gradients");
    assertThat(said.get("gpu")).contains("Trained on GPUs: 12 runs.");
    assertThat(said.get("cpu")).doesNotContain("GPU");
    assertThat(
            NativeLibrary.getInstance(library.toString())
                .getFunction("stub_launches")
                .invokeInt(new Object[0]))
        .isPositive();

    lost(cpu);
  }

  /** A device that is lost in the middle of a sweep costs time and nothing else. */
  private void lost(Lake cpu) {
    NativeLibrary.getInstance(library.toString())
        .getFunction("stub_fail")
        .invokeInt(new Object[] {"cuCtxSynchronize", 719});
    Lake lost = train("lost", "0");
    assertThat(digests(lost)).isEqualTo(digests(cpu));
    assertThat(said.get("lost"))
        .contains(
            "Cannot use the GPU: cuCtxSynchronize gave error 719, unspecified launch failure; runs"
                + " were trained on the CPU instead.")
        .doesNotContain("Trained on GPUs");
  }

  private static List<Row> realised(Lake lake) {
    return lake.read("runs")
        .select("run_id", "realised_magnitude", "status", "message")
        .orderBy("run_id")
        .collectAsList();
  }

  @Test
  void withoutADriverItTrainsOnTheCpuAndSaysSo() {
    System.setProperty("shaketable.cuda", "libcuda-that-nobody-has.so.1");
    Lake lake = train("none", "0");
    assertThat(digests(lake)).hasSize(15);
    assertThat(said.get("none"))
        .contains(
            "No GPU: there is no NVIDIA driver here (libcuda-that-nobody-has.so.1); runs were"
                + " trained on the CPU instead.");
  }

  @Test
  void aSettingThatIsNoneIsRefused() {
    assertThatThrownBy(() -> train("wrong", "all"))
        .isInstanceOf(Mistake.class)
        .hasMessage(
            "Invalid spark.shaketable.gpu: expected assigned, none or the number of a GPU of the"
                + " machine, found all");
  }
}
