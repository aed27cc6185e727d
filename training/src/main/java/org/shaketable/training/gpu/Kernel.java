package org.shaketable.training.gpu;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/** A kernel as PTX, which the driver compiles for its device: one for each learner. */
public enum Kernel {
  /** {@code src/main/cuda/classifier.cu}. */
  CLASSIFIER("train_classifiers"),
  /** {@code src/main/cuda/ppo.cu}. */
  PPO("train_ppo"),
  /** {@code src/main/cuda/transformer.cu}. */
  TRANSFORMER("train_transformers");

  private final String entry;

  Kernel(String entry) {
    this.entry = entry;
  }

  /** Name of its function. */
  String entry() {
    return entry;
  }

  byte[] ptx() {
    String resource = name().toLowerCase(Locale.ROOT) + ".ptx";
    try (InputStream in = Kernel.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("Cannot find " + resource + " on the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
