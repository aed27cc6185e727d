package org.shaketable.training.dl4j;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.hdf5.Exception;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.modelimport.keras.Hdf5Archive;
import org.deeplearning4j.nn.modelimport.keras.KerasModelImport;
import org.deeplearning4j.nn.modelimport.keras.exceptions.InvalidKerasConfigurationException;
import org.deeplearning4j.nn.modelimport.keras.exceptions.UnsupportedKerasConfigurationException;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.shaketable.refusal.Refusal;

/**
 * A whole model that Keras saved as HDF5, layers, weights, loss and optimizer, brought over by
 * DL4J's own import. The optimizer's memory is not: it starts empty.
 *
 * <p>Functions of Python that a file may hold (Lambda layers) are refused by the import. What comes
 * out is a configuration of DL4J's, which is then looked through as any other.
 */
final class KerasFile {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  private KerasFile() {}

  /**
   * @param configuration JSON of DL4J's
   * @param parameters as ND4J writes an array
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Imported(byte[] configuration, byte[] parameters) {}

  static boolean is(byte[] bytes) {
    return bytes.length >= SIGNATURE.length
        && Arrays.equals(bytes, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
  }

  /**
   * The model in a file's bytes.
   *
   * @param path as messages name it
   */
  static Imported read(String path, byte[] bytes) {
    try {
      // The library of HDF5 reads files alone.
      Path file = Files.createTempFile("shaketable-keras-", ".h5");
      try {
        Files.write(file, bytes);
        return read(path, file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  private static Imported read(String path, Path file) throws IOException {
    // The library prints its own traces of what it cannot read: one line tells of it here.
    Exception.dontPrint();
    try {
      return sequential(path, file)
          ? imported(KerasModelImport.importKerasSequentialModelAndWeights(file.toString(), true))
          : imported(KerasModelImport.importKerasModelAndWeights(file.toString(), true));
    } catch (Refusal told) {
      throw told;
    } catch (InvalidKerasConfigurationException
        | UnsupportedKerasConfigurationException
        | RuntimeException
        | OutOfMemoryError e) {
      throw ModelArchive.refused(
          path,
          "a Keras model that DL4J cannot import (%s)"
              .formatted(String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
  }

  /** Whether layers stand in a row; fails where the file is no whole, compiled model. */
  private static boolean sequential(String path, Path file)
      throws UnsupportedKerasConfigurationException {
    try (Hdf5Archive archive = new Hdf5Archive(file.toString())) {
      if (!archive.hasAttribute("model_config")) {
        throw ModelArchive.refused(
            path, "an HDF5 file without a Keras model (save the whole model, not its weights)");
      }
      if (!archive.hasAttribute("training_config")) {
        throw ModelArchive.refused(
            path, "a Keras model without loss and optimizer (compile it with both, then save it)");
      }
      return archive.readAttributeAsJson("model_config").contains("\"Sequential\"");
    }
  }

  private static Imported imported(MultiLayerNetwork network) {
    return imported(network.getLayerWiseConfigurations().toJson(), network.params());
  }

  private static Imported imported(ComputationGraph graph) {
    return imported(graph.getConfiguration().toJson(), graph.params());
  }

  private static Imported imported(String json, INDArray parameters) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      Nd4j.write(parameters, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Imported(json.getBytes(StandardCharsets.UTF_8), bytes.toByteArray());
  }
}
