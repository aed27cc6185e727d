package org.shaketable.training.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shaketable.training.network.Activation;
import org.shaketable.training.network.NetworkSpec;
import org.shaketable.training.optimizer.Adam;

/** What keeps a GPU from being used is one plain line. */
class GpuTest {
  private static final DenseNetworks NETWORKS =
      new DenseNetworks(
          new NetworkSpec(List.of(8), Activation.TANH).layout(2, 2), 1, Activation.TANH, 4, 1);

  private static final Structure STRUCTURE =
      new Structure(NETWORKS.layout(), NETWORKS, Adam.of(0.01, 1e-8), false);

  private static final Shape SHAPE =
      new Shape() {
        @Override
        public Kernel kernel() {
          return Kernel.CLASSIFIER;
        }

        @Override
        public Structure structure() {
          return STRUCTURE;
        }

        @Override
        public int tables() {
          return 4;
        }

        @Override
        public void describe(Bytes to) {
          to.add(0L);
        }
      };

  @BeforeEach
  void reset() {
    StubDriver.call("stub_reset");
  }

  private static Gpu open() throws Unavailable {
    return StubDriver.again();
  }

  private static void device(int driver, int capability, int count, long bytes) {
    StubDriver.call("stub_device", driver, capability, 232448, count, bytes);
  }

  @Test
  void aMachineWithoutADriverHasNone() {
    assertThatThrownBy(() -> Gpu.open("libcuda-that-nobody-has.so.1", 0))
        .isInstanceOf(Unavailable.class)
        .hasMessage("No GPU: there is no NVIDIA driver here (libcuda-that-nobody-has.so.1)");
  }

  @Test
  void aDriverWithoutDevicesSaysSo() {
    device(12040, 90, 0, 1L << 32);
    assertThatThrownBy(GpuTest::open).hasMessage("No GPU: the NVIDIA driver finds no device");
  }

  @Test
  void aDeviceThatIsNotThereIsNamed() {
    device(12040, 90, 2, 1L << 32);
    assertThatThrownBy(() -> Gpu.open(StubDriver.path(), 2))
        .hasMessage("No GPU 2: the NVIDIA driver finds 2");
  }

  @Test
  void anOldDriverIsToldWithWhatIsNeeded() {
    device(10020, 90, 1, 1L << 32);
    assertThatThrownBy(GpuTest::open)
        .hasMessage(
            "Cannot use the GPU: the NVIDIA driver is of CUDA 10.2, 11.0 or later is needed");
  }

  @Test
  void anOldCardIsToldWithWhatIsNeeded() {
    device(12040, 75, 1, 1L << 32);
    assertThatThrownBy(GpuTest::open)
        .hasMessage(
            "Cannot use the GPU Stub: its compute capability is 7.5, 8.0 or later is needed");
  }

  @Test
  void aModuleThatDoesNotLoadIsOneLine() throws Exception {
    StubDriver.call("stub_fail", "cuModuleLoadData", 218);
    try (Gpu gpu = open()) {
      assertThatThrownBy(() -> Cohort.of(gpu, SHAPE, List.of(), 1, 0, 0))
          .hasMessage("Cannot use the GPU: cuModuleLoadData gave error 218, an error");
    }
  }

  @Test
  void tooLittleMemoryIsOneLineAndNothingIsKept() throws Exception {
    try (Gpu gpu = open()) {
      device(12040, 90, 1, 40_000);
      assertThatThrownBy(() -> Cohort.of(gpu, SHAPE, List.of(), 1000, 0, 0))
          .hasMessage("Cannot use the GPU: it has too little memory left (cuMemAlloc_v2)");
      assertThat(StubDriver.used()).isZero();
    }
  }

  @Test
  void aCohortGivesItsMemoryBack() throws Exception {
    try (Gpu gpu = open()) {
      assertThat(gpu.name()).isEqualTo("Stub");
      try (Cohort cohort = Cohort.of(gpu, SHAPE, List.of(), 3, 0, 0)) {
        assertThat(StubDriver.used()).isPositive();
        assertThat(gpu.freeMemory()).isEqualTo((1L << 32) - StubDriver.used());
        float[] parameters = new float[STRUCTURE.layout().size()];
        cohort.start(2, parameters, parameters);
      }
      assertThat(StubDriver.used()).isZero();
    }
  }
}
