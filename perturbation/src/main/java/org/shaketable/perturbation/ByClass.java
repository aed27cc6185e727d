package org.shaketable.perturbation;

/** A data set's samples by class. */
final class ByClass {
  private final int[] sorted;

  /** Where a class begins among them; one more entry than classes. */
  private final int[] starts;

  private ByClass(int[] sorted, int[] starts) {
    this.sorted = sorted;
    this.starts = starts;
  }

  /** Sorts samples by their labels in {@code [0, classes)}. */
  static ByClass of(int[] labels, int classes) {
    int[] starts = new int[classes + 1];
    for (int label : labels) {
      starts[label + 1]++;
    }
    for (int k = 0; k < classes; k++) {
      starts[k + 1] += starts[k];
    }
    int[] next = starts.clone();
    int[] sorted = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      sorted[next[labels[i]]++] = i;
    }
    return new ByClass(sorted, starts);
  }

  /** All samples, by class and within one by index. */
  int[] sorted() {
    return sorted;
  }

  /** Number of samples of a class. */
  int size(int label) {
    return starts[label + 1] - starts[label];
  }

  /** Sample {@code i} of a class. */
  int member(int label, int i) {
    return sorted[starts[label] + i];
  }
}
