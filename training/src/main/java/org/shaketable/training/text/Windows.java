package org.shaketable.training.text;

import org.shaketable.refusal.Refusal;

/**
 * Windows of equal length over a row of tokens, each position with the token that follows as its
 * target; a target below 0 does not count.
 */
public final class Windows {
  private final int[] tokens;
  private final int[] targets;
  private final int length;
  private final int stride;
  private int[] classes;

  private Windows(int[] tokens, int[] targets, int length, int stride) {
    this.tokens = tokens;
    this.targets = targets;
    this.length = length;
    this.stride = stride;
  }

  /** All windows of a text: one begins at each token. */
  static Windows sliding(int[] text, int length, String part) {
    if (text.length < length + 1) {
      throw new Refusal(
          "context",
          "expected at most %d, as the %s part has %d tokens, found %d"
              .formatted(Math.max(0, text.length - 1), part, text.length, length));
    }
    int[] targets = new int[text.length];
    System.arraycopy(text, 1, targets, 0, text.length - 1);
    targets[text.length - 1] = -1;
    return new Windows(text, targets, length, 1);
  }

  /** Examples of {@code length} tokens, one after the other. */
  static Windows examples(int[] tokens, int[] targets, int length) {
    return new Windows(tokens, targets, length, length);
  }

  /** Number of windows. */
  public int count() {
    return stride == 1 ? tokens.length - length : tokens.length / length;
  }

  /** Tokens in a window. */
  public int length() {
    return length;
  }

  /** Distance of two windows, in tokens. */
  public int stride() {
    return stride;
  }

  /** The tokens that all windows are of: to be read, not to be changed. */
  public int[] tokens() {
    return tokens;
  }

  /** The targets of {@link #tokens}: to be read, not to be changed. */
  public int[] targets() {
    return targets;
  }

  /** The class of each window: its last target that counts. */
  public int[] classes() {
    if (classes == null) {
      classes = new int[count()];
      for (int window = 0; window < classes.length; window++) {
        int last = window * stride + length - 1;
        while (targets[last] < 0) {
          last--;
        }
        classes[window] = targets[last];
      }
    }
    return classes;
  }

  /** Copies window {@code window} to row {@code row} of both arrays. */
  public void read(int window, int[] toTokens, int[] toTargets, int row) {
    System.arraycopy(tokens, window * stride, toTokens, row * length, length);
    System.arraycopy(targets, window * stride, toTargets, row * length, length);
  }
}
