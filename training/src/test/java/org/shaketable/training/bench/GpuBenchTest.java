package org.shaketable.training.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shaketable.training.gpu.Gpu;
import org.shaketable.training.gpu.StubDriver;

/** The benchmark on a driver without a GPU: that it measures something, and its check of bits. */
class GpuBenchTest {
  @ParameterizedTest
  @EnumSource
  void ratesAndBitsAreMeasured(GpuWork work) throws Exception {
    try (Gpu gpu = StubDriver.gpu()) {
      GpuBench bench = new GpuBench(gpu, work, 0.01);
      assertThat(bench.different(2, 5)).isZero();
      assertThat(bench.hasRoom(2)).isTrue();
      assertThat(bench.hasRoom(1_000_000)).isFalse();
      GpuBench.Rate two = bench.rate(2, 2);
      assertThat(two.kernel()).isBetween(1.0, 1e9);
      assertThat(two.whole()).isBetween(1.0, 1e9);
      assertThat(bench.rate(3, 2).whole()).isNaN();
      assertThat(bench.vectorRate()).isBetween(1.0, 1e9);
      OptionalDouble torch = bench.torchRate(2);
      assumeTrue(torch.isPresent() || work == GpuWork.PPO, "no Python has torch here");
      if (work == GpuWork.PPO) {
        assertThat(torch).isEmpty();
        return;
      }
      assertThat(torch.getAsDouble()).isBetween(1.0, 1e9);
    }
  }
}
