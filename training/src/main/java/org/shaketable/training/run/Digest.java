package org.shaketable.training.run;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.shaketable.training.workload.Feature;

/**
 * SHA-256 over the bits of a run's outcome: status, message, steps, every evaluation, the final
 * parameters. All NaNs count as one, for their payload is not the run's doing. A recovery rate that
 * is not there leaves no trace, so that runs without kicks keep the digests that they had before
 * there were any.
 */
final class Digest {
  private final MessageDigest sha;
  private final ByteBuffer eight = ByteBuffer.allocate(Long.BYTES);

  private Digest() {
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot compute digests: this JDK has no SHA-256", e);
    }
  }

  /** The digest in hex. */
  static String of(
      Status status, String message, long steps, List<Evaluation> trajectory, float[] parameters) {
    Digest digest = new Digest();
    digest.add(status.name());
    digest.add(message);
    digest.add(steps);
    trajectory.forEach(digest::add);
    for (float parameter : parameters) {
      digest.add(Float.floatToIntBits(parameter));
    }
    return HexFormat.of().formatHex(digest.sha.digest());
  }

  private void add(Evaluation evaluation) {
    add(evaluation.index());
    add(evaluation.step());
    add(evaluation.measurement().performance());
    add(evaluation.measurement().loss());
    for (Feature feature : Feature.values()) {
      double value = evaluation.measurement().features().value(feature);
      if (feature != Feature.RECOVERY_RATE || !Double.isNaN(value)) {
        add(value);
      }
    }
    add(evaluation.parameterDistance());
    add(evaluation.functionDistance());
  }

  private void add(double value) {
    add(Double.doubleToLongBits(value));
  }

  private void add(long value) {
    sha.update(eight.putLong(0, value).array());
  }

  private void add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    add(bytes.length);
    sha.update(bytes);
  }
}
