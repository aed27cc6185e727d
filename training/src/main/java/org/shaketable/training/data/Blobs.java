package org.shaketable.training.data;

import org.shaketable.random.RandomStream;
import org.shaketable.training.workload.Bounds;

/**
 * Normal clouds of unit standard deviation whose centres all lie {@code separation} apart: class
 * {@code k} is centred at {@code separation / sqrt(2)} on axis {@code k}.
 *
 * <p>Difficulty: the best accuracy that any classifier can reach is {@code E[Phi(Z + separation /
 * sqrt(2))^(classes - 1)]} with Z standard normal, for two classes {@code Phi(separation / 2)}; it
 * is reached by the nearest centre, so a linear network suffices.
 *
 * @param classes number of clouds; 4 if not given
 * @param columns width of an input, at least {@code classes}; 8 if not given
 * @param separation distance between centres in standard deviations; 4 if not given
 * @param train training samples; 2000 if not given
 * @param test test samples; 1000 if not given
 * @param seed seed of the data; 1 if not given
 */
public record Blobs(
    Integer classes, Integer columns, Double separation, Integer train, Integer test, Long seed)
    implements GeneratedData {

  public Blobs {
    classes = Bounds.whole("classes", classes == null ? 4 : classes, 2, 1000);
    columns = Bounds.whole("columns", columns == null ? Math.max(8, classes) : columns, 2, 10_000);
    Bounds.whole("classes", classes, 2, columns);
    separation = Bounds.number("separation", separation == null ? 4 : separation, 0, 1000);
    train = Bounds.whole("train", train == null ? 2000 : train, 10, 10_000_000);
    test = Bounds.whole("test", test == null ? 1000 : test, 10, 10_000_000);
    seed = seed == null ? 1L : seed;
    Bounds.product("train", "columns * train", (long) columns * train, Bounds.LARGEST_ARRAY);
    Bounds.product("test", "columns * test", (long) columns * test, Bounds.LARGEST_ARRAY);
  }

  @Override
  public String name() {
    return "blobs";
  }

  @Override
  public void draw(int label, float[] row, RandomStream random) {
    for (int j = 0; j < columns; j++) {
      row[j] = (float) random.nextGaussian();
    }
    row[label] += (float) (separation / StrictMath.sqrt(2));
  }
}
