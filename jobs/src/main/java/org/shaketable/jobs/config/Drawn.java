package org.shaketable.jobs.config;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.shaketable.random.RandomStream;

/**
 * A setting whose value is drawn for each configuration, keyed by seed, path and number of the
 * draw: more draws, or another setting beside it, change none that there are.
 *
 * <ul>
 *   <li>{@code [a, b, c]}: one of these, all alike
 *   <li>{@code {range: [low, high]}}: uniform; {@code {log-range: [low, high]}}: uniform on the
 *       logarithm. Whole numbers, both ends included, where both ends are written as such (1, not
 *       1.0); else rounded to four significant digits
 * </ul>
 */
sealed interface Drawn {
  /** The value of one draw. */
  Node draw(long seed, String path, int draw);

  /** What a node says. */
  static Drawn of(Node node, Binder binder) {
    if (node instanceof Node.Items) {
      return new OneOf(VariantsEntry.values(node));
    }
    Map<String, Node> keys =
        Binder.keys(node, "a list of values, {range: [low, high]} or {log-range: [low, high]}")
            .values();
    RecordBinding.refuseUnknown((Node.Keys) node, List.of("range", "log-range"));
    if (keys.size() != 1) {
      throw node.place()
          .mistake("expected one of range and log-range, found both or none; write one");
    }
    boolean logarithmic = keys.containsKey("log-range");
    Node ends = keys.values().iterator().next();
    List<Node> items = Binder.items(ends).items();
    if (items.size() != 2) {
      throw ends.place()
          .mistake("expected two ends, found %d; write [low, high]".formatted(items.size()));
    }
    double low = binder.bind(items.get(0), double.class);
    double high = binder.bind(items.get(1), double.class);
    if (!(low < high) || logarithmic && !(low > 0)) {
      throw ends.place()
          .mistake(
              "expected %slow < high, found [%s, %s]; change them"
                  .formatted(logarithmic ? "0 < " : "", low, high));
    }
    return new Between(
        node.place(), low, high, logarithmic, items.stream().allMatch(Drawn::writtenWhole));
  }

  private static boolean writtenWhole(Node end) {
    return Scalars.text(end, "a number").matches("[-+]?[0-9_]+");
  }

  /** A number in [0, 1). */
  private static double uniform(long seed, String path, int draw) {
    return RandomStream.of(seed, "variants/" + path, draw).nextDouble();
  }

  /** One of some values. */
  record OneOf(List<Node> values) implements Drawn {
    @Override
    public Node draw(long seed, String path, int draw) {
      return values.get((int) (uniform(seed, path, draw) * values.size()));
    }
  }

  /** A number of a range. */
  record Between(KeyPlace place, double low, double high, boolean logarithmic, boolean whole)
      implements Drawn {
    private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

    @Override
    public Node draw(long seed, String path, int draw) {
      // Whole numbers have half a unit of room at both ends, so that those are drawn like others.
      double from = whole && !logarithmic ? low - 0.5 : low;
      double to = whole && !logarithmic ? high + 0.5 : high;
      double u = uniform(seed, path, draw);
      double value = logarithmic ? low * Math.pow(high / low, u) : from + u * (to - from);
      BigDecimal number =
          whole
              ? BigDecimal.valueOf(Math.round(Math.max(low, Math.min(high, value))))
              : new BigDecimal(value).round(DIGITS);
      return new Node.Scalar(place, number.stripTrailingZeros().toPlainString());
    }
  }
}
