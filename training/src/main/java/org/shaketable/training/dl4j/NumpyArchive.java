package org.shaketable.training.dl4j;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.layout.Tensor;

/**
 * Parameters as an archive of NumPy arrays, one for each tensor under its name: {@code
 * numpy.load(file)["tok_emb"]}, of shape {@code rows x columns}.
 */
public final class NumpyArchive {
  private NumpyArchive() {}

  /** Writes the archive; a file of that name gives way. */
  public static void write(Path file, ParameterLayout layout, float[] parameters)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Tensor tensor : layout.tensors()) {
        zip.putNextEntry(new ZipEntry(tensor.name() + ".npy"));
        zip.write(bytes(tensor, parameters));
        zip.closeEntry();
      }
    }
  }

  private static byte[] bytes(Tensor tensor, float[] parameters) {
    float[] values = Arrays.copyOfRange(parameters, tensor.offset(), tensor.end());
    try (INDArray array = Nd4j.create(values, new int[] {tensor.rows(), tensor.columns()}, 'c')) {
      return Nd4j.toNpyByteArray(array);
    }
  }
}
