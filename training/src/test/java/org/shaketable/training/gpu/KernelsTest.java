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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The PTX that is shipped is that of its source and has only exact operations; no thread races. */
class KernelsTest {
  private static final Path SOURCES = Path.of("src/main/cuda");
  private static final String PTX = new String(Kernels.ptx(), StandardCharsets.US_ASCII);

  private record Said(int code, String text) {}

  private static Said run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    return new Said(process.exitValue(), text);
  }

  @Test
  void thePtxBelongsToItsSource() throws Exception {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    for (String file : List.of("classifier.cu", "ptx.sh")) {
      sha.update(Files.readAllBytes(SOURCES.resolve(file)));
    }
    assertThat(PTX.lines().findFirst())
        .as("made anew by mvn -Pkernels")
        .contains(
            "// SHA-256 of classifier.cu and ptx.sh: " + HexFormat.of().formatHex(sha.digest()));
  }

  @Test
  void thePtxIsForOldDriversAndCardsAndRoundsEveryOperation() {
    assertThat(PTX).contains(".version 7.0\n", ".target sm_80\n", ".entry train_classifiers(");
    assertThat(PTX).doesNotContain(".ftz", ".approx", "used_bytes_mask");
    assertThat(PTX).doesNotContainPattern("(add|sub|mul|div|sqrt|fma)\\.(full\\.)?f(32|64)");
    assertThat(PTX).contains("fma.rn.f32", "max.NaN.f32", "div.rn.f32", "sqrt.rn.f32");
    assertThat(PTX).doesNotContain("fma.rn.f64");
  }

  @Test
  @Tag("kernels")
  void compiledAgainItIsEqual(@TempDir Path folder) throws Exception {
    assumeTrue(run("sh", "-c", "command -v nvcc").code() == 0, "no nvcc here");
    Path made = folder.resolve("made.ptx");
    Said said = run(SOURCES.resolve("ptx.sh").toString(), made.toString());
    assertThat(said.code()).as(said.text()).isZero();
    assertThat(Files.readString(made)).isEqualTo(PTX);
  }

  @Test
  @Tag("kernels")
  void noThreadRaces() throws Exception {
    Path program = race("-DWITH_BARRIERS");
    Said said = run(program.toString());
    assertThat(said.text()).doesNotContain("data race");
    assertThat(said.code()).isZero();
    assertThat(said.text().lines().filter(line -> line.contains("status 0 after 4 updates")))
        .hasSize(8);
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
