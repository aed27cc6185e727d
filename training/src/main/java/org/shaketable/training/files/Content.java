package org.shaketable.training.files;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.shaketable.refusal.Refusal;

/**
 * Samples of files: row {@code i} of {@code inputs} (row-major, {@code columns} wide) belongs to
 * the class named {@code labels.get(i)}. The array is shared: nobody may write to it.
 *
 * @param test how many of the last rows the files themselves hold back for testing; 0 where the
 *     split is left to {@link Preparation}
 * @param sha256 the SHA-256 of the files' names and contents
 */
record Content(float[] inputs, List<String> labels, int columns, int test, String sha256) {
  Content {
    labels = List.copyOf(labels);
  }

  int rows() {
    return labels.size();
  }

  /** The rows of this content, then those of another as its test rows. */
  Content withTest(Content other, String setting) {
    if (other.columns != columns) {
      throw new Refusal(
          setting,
          "expected %d inputs a sample, as the training samples have, found %d"
              .formatted(columns, other.columns));
    }
    float[] all = Arrays.copyOf(inputs, inputs.length + other.inputs.length);
    System.arraycopy(other.inputs, 0, all, inputs.length, other.inputs.length);
    List<String> names = new ArrayList<>(labels);
    names.addAll(other.labels);
    return new Content(all, names, columns, other.rows(), Digests.joined(sha256, other.sha256));
  }
}
