package org.shaketable.training.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shaketable.training.gpu.StubDriver;

/** What DL4J's CUDA backend can use, by a driver without a GPU; the backend itself is not here. */
class CudaBackendTest {
  private static final String LIBRARY = "shaketable.cuda";

  @BeforeEach
  void use() {
    StubDriver.call("stub_reset");
    System.setProperty(LIBRARY, StubDriver.path());
  }

  @AfterEach
  void forget() {
    System.clearProperty(LIBRARY);
    StubDriver.call("stub_reset");
  }

  private static void device(int capability, int count) {
    StubDriver.call("stub_device", 12040, capability, 232448, count, 1L << 32);
  }

  @Test
  void cardsUpToAdaAreUsedAndLaterOnesAreRefusedWithAWayOut() {
    for (int capability : new int[] {37, 80, 86, 89}) {
      device(capability, 1);
      assertThat(CudaBackend.refusal(0)).isEmpty();
    }
    device(90, 1);
    assertThat(CudaBackend.refusal(0))
        .contains(
            "expected a GPU of compute capability 3.7 to 8.9 for DL4J, found Stub of 9.0; hide it"
                + " (CUDA_VISIBLE_DEVICES= in the environment) to train on the CPU, or take engine"
                + " vector, whose kernels are for 8.0 and later, or a program");
    device(35, 1);
    assertThat(CudaBackend.refusal(0))
        .hasValueSatisfying(line -> assertThat(line).contains("found Stub of 3.5; hide it"));
  }

  @Test
  void withoutAGpuItTrainsOnTheCpuAndSaysSo() {
    device(86, 0);
    assertThat(CudaBackend.refusal(0)).isEmpty();
    assertThat(CudaBackend.idle())
        .contains(
            "No GPU: the NVIDIA driver finds no device; engine dl4j trains on the CPU, though this"
                + " build has DL4J's CUDA backend.");
    device(86, 1);
    assertThat(CudaBackend.idle()).isEmpty();
  }

  @Test
  void aBuildWithoutTheBackendHasNothingToSay() {
    device(90, 1);
    assertThat(CudaBackend.present()).isFalse();
    assertThat(CudaBackend.warning()).isEmpty();
    CudaBackend.enter();
  }

  @Test
  void theFirstGpuOfATaskIsTaken() {
    assertThat(CudaBackend.number(null)).isZero();
    assertThat(CudaBackend.number("")).isZero();
    assertThat(CudaBackend.number("3,1")).isEqualTo(3);
  }
}
