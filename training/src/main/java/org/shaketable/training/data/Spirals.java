package org.shaketable.training.data;

import org.shaketable.random.RandomStream;
import org.shaketable.training.workload.Bounds;

/**
 * Interleaved spiral arms in the plane, one a class: at radius {@code r}, uniform in [0, 1], class
 * {@code k} lies at the angle {@code 2 pi (turns r + k / classes)}, with normal noise on both
 * coordinates.
 *
 * <p>Difficulty: no straight line does better than little above chance, while the nearest neighbour
 * is almost always of the same class as long as {@code noise} is small against the distance of two
 * arms. More turns and more classes make it harder. After Lang and Witbrock, "Learning to tell two
 * spirals apart", 1988.
 *
 * @param classes number of arms; 3 if not given
 * @param turns revolutions of an arm; 1 if not given
 * @param noise standard deviation of the noise, in radii of the whole; 0.02 if not given
 * @param train training samples; 1500 if not given
 * @param test test samples; 750 if not given
 * @param seed seed of the data; 1 if not given
 */
public record Spirals(
    Integer classes, Double turns, Double noise, Integer train, Integer test, Long seed)
    implements GeneratedData {

  public Spirals {
    classes = Bounds.whole("classes", classes == null ? 3 : classes, 2, 100);
    turns = Bounds.number("turns", turns == null ? 1 : turns, 0, 100);
    noise = Bounds.number("noise", noise == null ? 0.02 : noise, 0, 10);
    train = Bounds.whole("train", train == null ? 1500 : train, 10, 10_000_000);
    test = Bounds.whole("test", test == null ? 750 : test, 10, 10_000_000);
    seed = seed == null ? 1L : seed;
  }

  /** Spirals with every setting at its default. */
  public static Spirals standard() {
    return new Spirals(null, null, null, null, null, null);
  }

  @Override
  public String name() {
    return "spirals";
  }

  @Override
  public Integer columns() {
    return 2;
  }

  @Override
  public void draw(int label, float[] row, RandomStream random) {
    double radius = random.nextDouble();
    double angle = 2 * StrictMath.PI * (turns * radius + (double) label / classes);
    row[0] = (float) (radius * StrictMath.cos(angle) + noise * random.nextGaussian());
    row[1] = (float) (radius * StrictMath.sin(angle) + noise * random.nextGaussian());
  }
}
