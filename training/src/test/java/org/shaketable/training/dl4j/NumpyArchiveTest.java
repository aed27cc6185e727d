package org.shaketable.training.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.layout.Tensor;

class NumpyArchiveTest {
  private static final ParameterLayout LAYOUT =
      new ParameterLayout(
          List.of(new Tensor("fc.weight", 0, 2, 3), new Tensor("fc.bias", 6, 1, 3)));

  @TempDir private Path folder;

  @Test
  void each_tensor_is_an_array_of_its_shape_under_its_name() throws Exception {
    Path file = folder.resolve("run.npz");
    NumpyArchive.write(file, LAYOUT, new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, -1});
    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertThat(zip.stream().map(Object::toString))
          .containsExactly("fc.weight.npy", "fc.bias.npy");
      Path weight = folder.resolve("fc.weight.npy");
      Files.write(weight, zip.getInputStream(zip.getEntry("fc.weight.npy")).readAllBytes());
      try (INDArray array = Nd4j.createFromNpyFile(weight.toFile())) {
        assertThat(array.toFloatMatrix()).isDeepEqualTo(new float[][] {{1, 2, 3}, {4, 5, 6}});
      }
    }
  }
}
