package org.shaketable.training.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShortArraysTest {
  @Test
  void everyKernelRefusesThem() {
    assertThat(ShortArrays.faults(0)).isEmpty();
  }

  /** As Shaketable is started. */
  @Test
  void soItDoesCompiledWhereLoadsAndStoresDoNotAsk() throws Exception {
    assertThat(
            OtherJvm.said(
                ShortArrays.class, "-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0", "-Xbatch"))
        .contains("faults []\n");
  }
}
