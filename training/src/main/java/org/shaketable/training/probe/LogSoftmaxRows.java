package org.shaketable.training.probe;

/** Log-probabilities of rows of logits that are asked for in order, computed some rows ahead. */
public final class LogSoftmaxRows {
  /** Logarithms that are computed at once, about. */
  private static final int LOGS = 512;

  private final int classes;
  private final int ahead;
  private final double[] normalisers;

  /** Those of the rows computed last; where a row's begin, {@link #at} tells. */
  public final double[] logs;

  /** Memory for rows of so many classes. */
  public LogSoftmaxRows(int classes) {
    this.classes = classes;
    this.ahead = Math.max(1, LOGS / classes);
    this.normalisers = new double[ahead];
    this.logs = new double[ahead * classes];
  }

  /**
   * Where row {@code i} of {@code rows} begins in {@link #logs}. The rows of one matrix are asked
   * for one after another from the first; a row may be written over once it has been asked for.
   *
   * @param logits rows that start {@code stride} apart from {@code offset} on
   */
  public int at(int i, int rows, float[] logits, int offset, int stride) {
    int place = i % ahead;
    if (place == 0) {
      int now = Math.min(ahead, rows - i);
      LogSoftmax.of(logits, offset + i * stride, stride, now, classes, logs, normalisers);
    }
    return place * classes;
  }
}
