package org.shaketable.training.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A product's bits are those of its definition, whichever tiles compute it on whichever CPU. */
class GemmTest {
  private static final long HERE = Products.checksum();

  @ParameterizedTest
  @EnumSource
  void everyTileComputesTheChainsOfTheDefinition(Products.Tiling tiling) {
    for (Products.Shape shape : Products.SHAPES) {
      for (Products.Order order : Products.Order.values()) {
        assertThat(Products.product(shape, order, tiling))
            .as("%s, %s", shape, order)
            .isEqualTo(Products.reference(shape));
      }
    }
  }

  /** Vectors of 8 lanes and of 4. */
  @ParameterizedTest
  @ValueSource(strings = {"-XX:UseAVX=2", "-XX:UseAVX=1"})
  void narrowerVectorsGiveTheSameBits(String flag) throws IOException, InterruptedException {
    assertThat(child(flag)).isEqualTo(String.valueOf(HERE));
  }

  @Test
  void columnsThatAreNoWholeBlocksAreRefused() {
    float[] any = new float[100];
    assertThatThrownBy(() -> Gemm.multiply(1, 10, 1, any, 0, 1, 1, any, 0, 10, any, 0, 10))
        .hasMessage("Invalid n: expected a multiple of 16, found 10");
  }

  private static String child(String flag) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-Xmx256m",
                flag,
                "-cp",
                System.getProperty("java.class.path"),
                Products.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return printed.strip();
  }
}
