package org.shaketable.training.language;

import java.util.Arrays;
import org.shaketable.perturbation.Hooks;
import org.shaketable.random.RandomStream;
import org.shaketable.training.text.Windows;

/** Some windows as the learner sees them: copies, which hooks may have changed. */
final class Batch {
  final int[] tokens;
  final int[] targets;
  final int sequences;
  final int length;
  private final int[] counted;

  Batch(int sequences, int length) {
    this.tokens = new int[sequences * length];
    this.targets = new int[sequences * length];
    this.counted = new int[sequences * length];
    this.sequences = sequences;
    this.length = length;
  }

  /** Draws windows, each equally likely. */
  void draw(Windows windows, RandomStream random) {
    for (int row = 0; row < sequences; row++) {
      windows.read(random.nextInt(windows.count()), tokens, targets, row);
    }
  }

  /** Reads windows {@code from, from + 1, ...} of {@code count} that are spread evenly. */
  static Batch spread(Windows windows, int from, int sequences, int count) {
    Batch batch = new Batch(sequences, windows.length());
    for (int row = 0; row < sequences; row++) {
      long window = (long) (from + row) * windows.count() / count;
      windows.read((int) window, batch.tokens, batch.targets, row);
    }
    return batch;
  }

  /** The sequences from {@code first} on. */
  Batch part(int first, int count) {
    Batch part = new Batch(count, length);
    System.arraycopy(tokens, first * length, part.tokens, 0, count * length);
    System.arraycopy(targets, first * length, part.targets, 0, count * length);
    return part;
  }

  /** The first tokens of each sequence; its targets are not set. */
  Batch beginning(int tokensEach) {
    Batch beginning = new Batch(sequences, tokensEach);
    for (int row = 0; row < sequences; row++) {
      System.arraycopy(tokens, row * length, beginning.tokens, row * tokensEach, tokensEach);
    }
    return beginning;
  }

  int rows() {
    return sequences * length;
  }

  /** Lets the hook at the targets that count. */
  void disturb(long step, int vocabulary, Hooks hooks) {
    int count = 0;
    for (int target : targets) {
      if (target >= 0) {
        counted[count++] = target;
      }
    }
    hooks.labels(step, step, counted, count, vocabulary);
    int at = 0;
    for (int i = 0; i < targets.length; i++) {
      if (targets[i] >= 0) {
        targets[i] = counted[at++];
      }
    }
  }

  @Override
  public String toString() {
    return Arrays.toString(tokens);
  }
}
