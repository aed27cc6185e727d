package org.shaketable.training.transformer;

import static org.assertj.core.api.Assertions.assertThat;

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
  @ValueSource(
      strings = {
        "-Xint",
        "-XX:TieredStopAtLevel=1",
        "-XX:UseAVX=2",
        "-XX:UseAVX=1",
        "-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0"
      })
  void another_jvm_gives_the_same_bits(String flag) throws Exception {
    assertThat(OtherJvm.said(TransformerSteps.class, flag))
        .contains("checksum " + TransformerSteps.checksum() + "\n");
  }
}
