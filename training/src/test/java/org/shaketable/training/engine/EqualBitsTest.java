package org.shaketable.training.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.random.RandomStream;
import org.shaketable.training.network.Activation;
import org.shaketable.training.network.Network;
import org.shaketable.training.network.NetworkSpec;
import org.shaketable.training.workload.Engine;

/** The vector engine's bits depend on nothing but its arguments. */
class EqualBitsTest {
  private static final String HERE =
      TinyTraining.checksum(Activation.TANH) + " " + TinyTraining.checksum(Activation.RELU);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Xint",
        "-XX:UseAVX=2",
        "-XX:UseAVX=1",
        "-XX:UseAVX=0",
        "-XX:TieredStopAtLevel=1",
        "-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0"
      })
  void anotherJvmGivesTheSameBits(String flag) throws IOException, InterruptedException {
    assertThat(child(flag)).isEqualTo(HERE);
  }

  @ParameterizedTest
  @EnumSource
  void manyThreadsGiveTheSameBitsAsOne(Activation activation) throws Exception {
    long alone = TinyTraining.checksum(activation);
    var pool = Executors.newFixedThreadPool(4);
    try {
      Callable<Long> training = () -> TinyTraining.checksum(activation);
      for (var result : pool.invokeAll(Collections.nCopies(16, training))) {
        assertThat(result.get()).isEqualTo(alone);
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void aRowsBitsDoNotDependOnItsNeighbours() {
    NetworkSpec spec = new NetworkSpec(List.of(64, 30), Activation.TANH);
    Network network = Engines.network(Engine.VECTOR, spec, 4, 2, 21);
    assertThat(network.rowsApart()).isTrue();
    float[] parameters = new float[network.layout().size()];
    network.initialise(parameters, 0, 1.4, 1, RandomStream.of(3, "weights", 0));
    float[] inputs = new float[21 * 4];
    RandomStream random = RandomStream.of(3, "inputs", 0);
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (float) random.nextGaussian();
    }
    float[] all = network.forward(parameters, 0, inputs, 0, 4, 21).clone();
    for (int rows = 1; rows < 21; rows++) {
      float[] some = network.forward(parameters, 0, inputs, 0, 4, rows);
      for (int i = 0; i < rows; i++) {
        int at = i * network.outputStride();
        assertThat(Arrays.copyOfRange(some, at, at + 2))
            .isEqualTo(Arrays.copyOfRange(all, at, at + 2));
      }
    }
  }

  private static String child(String flag) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-Xmx256m", flag));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(TinyTraining.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return printed.strip();
  }
}
