package org.shaketable.training.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.shaketable.training.network.Activation;
import org.shaketable.training.network.NetworkSpec;

class Dl4jMlpTest {
  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }

  @Test
  void aNetworkThatIsFreedGivesItsMemoryBackAndStopsNobody() {
    MultiLayerNetwork network = DenseModel.of(new NetworkSpec(List.of(8), Activation.TANH), 4, 3);
    List<DataBuffer> memory =
        List.of(
            network.params().data().underlyingDataBuffer(), network.getFlattenedGradients().data());
    assertThat(memory).noneMatch(DataBuffer::wasClosed);
    long before = collections();

    Dl4jMlp.free(network);

    assertThat(memory).allMatch(DataBuffer::wasClosed);
    assertThat(collections()).isEqualTo(before);
  }
}
