package org.shaketable.training.files;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.shaketable.random.RandomStream;
import org.shaketable.refusal.Refusal;
import org.shaketable.training.data.DataSet;
import org.shaketable.training.data.Samples;
import org.shaketable.training.workload.Bounds;

/**
 * What is done with the samples of files before they are learned.
 *
 * @param test share of the samples held back for testing where the files hold back none
 * @param seed the seed of the draw of those held back
 * @param scaling how inputs are scaled
 * @param classWeights weights of the loss by class name; a class that is not named has 1
 */
record Preparation(double test, long seed, Scaling scaling, Map<String, Double> classWeights) {

  Preparation {
    Bounds.number("test", test, 0.001, 0.9);
    classWeights = Map.copyOf(classWeights);
    classWeights.values().forEach(weight -> Bounds.number("class-weights", weight, 0, 1e9));
  }

  /** With defaults where a setting is null: a fifth, seed 1, no weights. */
  static Preparation of(Double test, Long seed, Scaling scaling, Map<String, Double> classWeights) {
    return new Preparation(
        test == null ? 0.2 : test,
        seed == null ? 1 : seed,
        scaling,
        classWeights == null ? Map.of() : classWeights);
  }

  /** Splits, numbers the classes and scales. */
  Prepared of(Content content) {
    List<String> names = names(content);
    int[] order = order(content);
    int held = content.test() > 0 ? content.test() : held(content.rows());
    int trained = content.rows() - held;
    Samples train = samples(content, names, order, 0, trained);
    Samples test = samples(content, names, order, trained, content.rows());
    return new Prepared(scaled(train, test, names.size()), names);
  }

  int held(int rows) {
    int held = (int) Math.round(test * rows);
    if (held < 1 || held > rows - 2) {
      throw new Refusal(
          "test",
          "expected a share that leaves samples on both sides, found %s of %d"
              .formatted(test, rows));
    }
    return held;
  }

  /** Names in the order of their numbers where all are whole numbers, else of their letters. */
  private static List<String> names(Content content) {
    boolean whole = content.labels().stream().allMatch(label -> label.matches("-?\\d{1,18}"));
    Comparator<String> order =
        whole
            ? Comparator.<String>comparingLong(Long::parseLong)
                .thenComparing(Comparator.naturalOrder())
            : Comparator.naturalOrder();
    TreeSet<String> names = new TreeSet<>(order);
    names.addAll(content.labels());
    if (names.size() < 2 || names.size() > 65_536) {
      throw new Refusal("label", "expected 2 to 65,536 classes, found %d".formatted(names.size()));
    }
    return List.copyOf(names);
  }

  /**
   * The order of the samples: as they stand where the files hold some back themselves, else drawn.
   */
  int[] order(Content content) {
    int[] order = new int[content.rows()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    if (content.test() == 0) {
      RandomStream.of(seed, "data/split", 0).shuffle(order, order.length);
    }
    return order;
  }

  private static Samples samples(
      Content content, List<String> names, int[] order, int from, int to) {
    Map<String, Integer> numbers = numbers(names);
    int[] labels = new int[to - from];
    for (int i = from; i < to; i++) {
      labels[i - from] = numbers.get(content.labels().get(order[i]));
    }
    return new Samples(inputs(content, order, from, to), labels, content.columns());
  }

  /** The inputs of the samples at some places of an order. */
  static float[] inputs(Content content, int[] order, int from, int to) {
    int columns = content.columns();
    float[] inputs = new float[(to - from) * columns];
    for (int i = from; i < to; i++) {
      System.arraycopy(content.inputs(), order[i] * columns, inputs, (i - from) * columns, columns);
    }
    return inputs;
  }

  private static Map<String, Integer> numbers(List<String> names) {
    Map<String, Integer> numbers = new HashMap<>();
    names.forEach(name -> numbers.put(name, numbers.size()));
    return numbers;
  }

  DataSet scaled(Samples train, Samples test, int classes) {
    return switch (scaling) {
      case COLUMNS -> DataSet.standardised(train, test, classes);
      case WHOLE -> DataSet.standardisedAsWhole(train, test, classes);
      case NONE -> DataSet.unscaled(train, test, classes);
    };
  }

  /** Weights of the loss in the order of the classes; none where all are 1. */
  List<Double> weights(List<String> names) {
    List<String> unknown =
        classWeights.keySet().stream().filter(name -> !names.contains(name)).sorted().toList();
    if (!unknown.isEmpty()) {
      throw new Refusal(
          "class-weights",
          "expected names of classes (%s), found %s"
              .formatted(listed(names), String.join(", ", unknown)));
    }
    List<Double> weights = new ArrayList<>();
    names.forEach(name -> weights.add(classWeights.getOrDefault(name, 1.0)));
    return weights.stream().allMatch(weight -> weight == 1) ? List.of() : List.copyOf(weights);
  }

  private static String listed(List<String> names) {
    Stream<String> first = names.stream().limit(10);
    return String.join(", ", first.toList()) + (names.size() > 10 ? ", ..." : "");
  }
}
