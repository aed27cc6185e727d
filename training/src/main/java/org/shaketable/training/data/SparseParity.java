package org.shaketable.training.data;

import org.shaketable.random.RandomStream;
import org.shaketable.training.workload.Bounds;

/**
 * Random signs whose class is the parity of the first {@code relevant} of them: 1 where an odd
 * number of those is positive.
 *
 * <p>Difficulty: no set of fewer than {@code relevant} columns says anything about the class, so
 * the loss stays on a plateau and then falls abruptly; the length of the plateau grows like {@code
 * columns^relevant} (Barak et al., "Hidden progress in deep learning", arXiv 2207.08799).
 *
 * @param columns width of an input; 20 if not given
 * @param relevant columns that count; 3 if not given
 * @param train training samples; 4000 if not given
 * @param test test samples; 1000 if not given
 * @param seed seed of the data; 1 if not given
 */
public record SparseParity(
    Integer columns, Integer relevant, Integer train, Integer test, Long seed)
    implements GeneratedData {

  public SparseParity {
    columns = Bounds.whole("columns", columns == null ? 20 : columns, 2, 10_000);
    relevant = Bounds.whole("relevant", relevant == null ? 3 : relevant, 1, columns);
    train = Bounds.whole("train", train == null ? 4000 : train, 10, 10_000_000);
    test = Bounds.whole("test", test == null ? 1000 : test, 10, 10_000_000);
    seed = seed == null ? 1L : seed;
    Bounds.product("train", "columns * train", (long) columns * train, Bounds.LARGEST_ARRAY);
    Bounds.product("test", "columns * test", (long) columns * test, Bounds.LARGEST_ARRAY);
  }

  @Override
  public String name() {
    return "sparse-parity";
  }

  @Override
  public Integer classes() {
    return 2;
  }

  @Override
  public void draw(int label, float[] row, RandomStream random) {
    int positive = 0;
    for (int j = 0; j < columns; j++) {
      row[j] = random.nextInt(2) == 0 ? -1 : 1;
      positive += j < relevant && row[j] > 0 ? 1 : 0;
    }
    // Turning over one relevant sign turns over the parity and keeps the draw uniform.
    if (positive % 2 != label) {
      row[relevant - 1] = -row[relevant - 1];
    }
  }
}
