package org.shaketable.training.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The PTX that is shipped is that of its source and has only exact operations; no thread races. */
class KernelsTest {
  private static final Path SOURCES = Path.of("src/main/cuda");

  private static String ptx(Kernel kernel) {
    return new String(kernel.ptx(), StandardCharsets.US_ASCII);
  }

  /** Name of its files. */
  private static String name(Kernel kernel) {
    return kernel.name().toLowerCase(Locale.ROOT);
  }

  private record Said(int code, String text) {}

  private static Said run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    return new Said(process.exitValue(), text);
  }

  @ParameterizedTest
  @EnumSource
  void thePtxBelongsToItsSource(Kernel kernel) throws Exception {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    for (String file : List.of(name(kernel) + ".cu", "run.cuh", "ptx.sh")) {
      sha.update(Files.readAllBytes(SOURCES.resolve(file)));
    }
    assertThat(ptx(kernel).lines().findFirst())
        .as("made anew by mvn -Pkernels")
        .contains(
            "// SHA-256 of %s.cu, run.cuh and ptx.sh: %s"
                .formatted(name(kernel), HexFormat.of().formatHex(sha.digest())));
  }

  @ParameterizedTest
  @EnumSource
  void thePtxIsForOldDriversAndCardsAndRoundsEveryOperation(Kernel kernel) {
    String ptx = ptx(kernel);
    assertThat(ptx).contains(".version 7.0\n", ".target sm_80\n", ".entry " + kernel.entry() + "(");
    assertThat(ptx).doesNotContain(".ftz", ".approx", "used_bytes_mask");
    assertThat(ptx).doesNotContainPattern("(add|sub|mul|div|sqrt|fma)\\.(full\\.)?f(32|64)");
    assertThat(ptx).contains("fma.rn.f32", "max.NaN.f32", "div.rn.f32", "sqrt.rn.f32");
    assertThat(ptx).doesNotContain("fma.rn.f64");
  }

  @Test
  @Tag("kernels")
  void compiledAgainItIsEqual(@TempDir Path folder) throws Exception {
    assumeTrue(run("sh", "-c", "command -v nvcc").code() == 0, "no nvcc here");
    Said said = run(SOURCES.resolve("ptx.sh").toString(), folder.toString());
    assertThat(said.code()).as(said.text()).isZero();
    for (Kernel kernel : Kernel.values()) {
      assertThat(Files.readString(folder.resolve(name(kernel) + ".ptx"))).isEqualTo(ptx(kernel));
    }
  }

  @Test
  @Tag("kernels")
  void noThreadRaces() throws Exception {
    Path program = race("-DWITH_BARRIERS");
    Said said = run(program.toString());
    assertThat(said.text()).doesNotContain("data race");
    assertThat(said.code()).isZero();
    assertThat(said.text().lines().filter(line -> line.contains("status 0 after 4 updates")))
        .hasSize(14);
  }

  @Test
  @Tag("kernels")
  void aMissingBarrierIsFound() throws Exception {
    assertThat(run(race("-DWITHOUT_BARRIERS").toString()).text()).contains("data race");
  }

  private static Path race(String define) {
    Path program =
        StubDriver.build(
            "race.cpp",
            "race",
            "-O1 -g -fsanitize=thread -march=native -std=c++20 -pthread",
            define);
    assumeTrue(program != null, "no g++ here: the kernels are not compiled for a CPU");
    return program;
  }
}
