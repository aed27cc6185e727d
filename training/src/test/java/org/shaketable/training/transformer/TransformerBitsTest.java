package org.shaketable.training.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same steps give the same bits on any thread, in any JIT tier, with any vector width. */
class TransformerBitsTest {

  @Test
  void two_threads_give_the_same_bits() throws Exception {
    long alone = TransformerSteps.checksum();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<Long>> checksums = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        checksums.add(threads.submit(TransformerSteps::checksum));
      }
      for (Future<Long> checksum : checksums) {
        assertThat(checksum.get()).isEqualTo(alone);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Xint", "-XX:TieredStopAtLevel=1", "-XX:UseAVX=2", "-XX:UseAVX=1"})
  void another_jvm_gives_the_same_bits(String flag) throws Exception {
    assertThat(other(flag)).contains("checksum " + TransformerSteps.checksum() + "\n");
  }

  private static String other(String flag) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                flag,
                "-cp",
                System.getProperty("java.class.path"),
                TransformerSteps.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
