package org.shaketable.training.language;

import java.util.Arrays;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Selection;
import org.shaketable.random.RandomStream;
import org.shaketable.training.text.Windows;

/** Some windows as the learner sees them: copies, which hooks may have changed. */
final class TokenBatch {
  int[] tokens;
  int[] targets;
  int sequences;
  final int length;
  private int[] counted;

  TokenBatch(int sequences, int length) {
    this.length = length;
    resize(sequences);
  }

  private void resize(int count) {
    sequences = count;
    if (tokens == null || count * length > tokens.length) {
      tokens = new int[count * length];
      targets = new int[count * length];
      counted = new int[count * length];
    }
  }

  /** The numbers of {@code count} windows, each equally likely. */
  static int[] choose(Windows windows, int count, RandomStream random) {
    int[] chosen = new int[count];
    for (int row = 0; row < count; row++) {
      chosen[row] = random.nextInt(windows.count());
    }
    return chosen;
  }

  /** Draws {@code count} windows, each equally likely, and lets the hook at the choice. */
  void draw(Windows windows, int count, long step, RandomStream random, int classes, Hooks hooks) {
    resize(count);
    int[] chosen = choose(windows, count, random);
    // Nobody else looks at the classes of all windows.
    if (hooks != Hooks.NONE) {
      hooks.samples(step, step, new Selection(chosen, count, windows.classes(), classes));
    }
    for (int row = 0; row < count; row++) {
      windows.read(chosen[row], tokens, targets, row);
    }
  }

  /** Reads windows {@code from, from + 1, ...} of {@code count} that are spread evenly. */
  static TokenBatch spread(Windows windows, int from, int sequences, int count) {
    TokenBatch batch = new TokenBatch(sequences, windows.length());
    for (int row = 0; row < sequences; row++) {
      long window = (long) (from + row) * windows.count() / count;
      windows.read((int) window, batch.tokens, batch.targets, row);
    }
    return batch;
  }

  /** The sequences from {@code first} on; this batch itself if these are all. */
  TokenBatch part(int first, int count) {
    if (first == 0 && count == sequences) {
      return this;
    }
    TokenBatch part = new TokenBatch(count, length);
    System.arraycopy(tokens, first * length, part.tokens, 0, count * length);
    System.arraycopy(targets, first * length, part.targets, 0, count * length);
    return part;
  }

  /** The first tokens of {@code count} sequences from {@code first} on; targets are not set. */
  TokenBatch beginning(int first, int count, int tokensEach) {
    TokenBatch beginning = new TokenBatch(count, tokensEach);
    for (int row = 0; row < count; row++) {
      int from = (first + row) * length;
      System.arraycopy(tokens, from, beginning.tokens, row * tokensEach, tokensEach);
    }
    return beginning;
  }

  int rows() {
    return sequences * length;
  }

  /** Lets the hook at the first tokens of each sequence. */
  void disturbBeginning(long step, int tokensEach, int vocabulary, Hooks hooks) {
    int[] first = beginning(0, sequences, tokensEach).tokens;
    hooks.tokens(step, step, first, first.length, vocabulary);
    for (int row = 0; row < sequences; row++) {
      System.arraycopy(first, row * tokensEach, tokens, row * length, tokensEach);
    }
  }

  /** Lets the hook at the targets that count. */
  void disturb(long step, int vocabulary, Hooks hooks) {
    int count = 0;
    for (int i = 0; i < rows(); i++) {
      if (targets[i] >= 0) {
        counted[count++] = targets[i];
      }
    }
    hooks.labels(step, step, counted, count, vocabulary);
    int at = 0;
    for (int i = 0; i < rows(); i++) {
      if (targets[i] >= 0) {
        targets[i] = counted[at++];
      }
    }
  }

  @Override
  public String toString() {
    return Arrays.toString(Arrays.copyOf(tokens, rows()));
  }
}
