package org.shaketable.training.gpu;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The kernels as PTX, which the driver compiles for its device. */
final class Kernels {
  private static final String RESOURCE = "classifier.ptx";

  private Kernels() {}

  static byte[] ptx() {
    try (InputStream in = Kernels.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("Cannot find " + RESOURCE + " on the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
