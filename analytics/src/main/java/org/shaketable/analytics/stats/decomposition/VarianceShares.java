package org.shaketable.analytics.stats.decomposition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shaketable.analytics.stats.descriptive.Moments;

/**
 * Shares of a response's variance by factor, by their interactions, and within cells.
 *
 * <pre>
 * share(f)     = mean over orders of the factors of the R squared that f adds to those before it
 * interactions = R squared of cell means - R squared of the additive model
 * residual     = 1 - R squared of cell means
 * </pre>
 *
 * The shares add up to 1. Averaging over orders (Lindeman, Merenda and Gold 1980; the Shapley
 * value) makes them independent of how the factors are listed, also where the design is unbalanced
 * or one factor is nested in another, as families are in dimensions. An interaction of two factors
 * is what the means of their cells explain beyond both together; these overlap and do not add up.
 *
 * <ul>
 *   <li>no row, or a response that does not vary beyond rounding: NaN
 *   <li>one row per cell: residual 0, and interactions hold the noise too
 *   <li>a response of NaN is refused: leave such rows out and count them
 *   <li>the order of rows and factors, shift and scale of the response change nothing
 * </ul>
 *
 * @param factors share of each factor, in the order given
 * @param pairs interaction of two factors, named "a x b"
 * @param interactions all interactions together
 * @param residual variance within cells
 * @param rows how many
 */
public record VarianceShares(
    Map<String, Double> factors,
    Map<String, Double> pairs,
    double interactions,
    double residual,
    int rows) {

  /** A response with the level of each factor, in the order of their names. */
  public record Row(List<String> levels, double response) {
    public Row {
      levels = List.copyOf(levels);
      if (!Double.isFinite(response)) {
        throw new IllegalArgumentException(
            "Invalid response: expected a finite number, found " + response);
      }
    }
  }

  /** The shares of any number of rows. */
  public static VarianceShares of(List<String> names, Collection<Row> rows) {
    double[] response = centred(rows);
    List<int[]> codes = new ArrayList<>();
    for (int f = 0; f < names.size(); f++) {
      codes.add(codes(rows, List.of(f)));
    }
    double[] explained = new double[1 << names.size()];
    for (int set = 1; set < explained.length; set++) {
      explained[set] = Additive.explained(members(codes, set), response);
    }
    List<Integer> all = new ArrayList<>();
    for (int f = 0; f < names.size(); f++) {
      all.add(f);
    }
    double cells = Additive.explained(List.of(codes(rows, all)), response);
    double additive = explained[explained.length - 1];
    return new VarianceShares(
        shapley(names, explained),
        pairs(names, rows, explained, response),
        Math.max(0, cells - additive),
        1 - Math.max(cells, additive),
        rows.size());
  }

  private static double[] centred(Collection<Row> rows) {
    double[] response = rows.stream().mapToDouble(Row::response).toArray();
    Moments moments = Moments.of(response);
    boolean constant = moments.m2() == 0;
    return Arrays.stream(response).map(value -> constant ? 0 : value - moments.mean()).toArray();
  }

  /** Number of the combination of levels of some factors, per row. */
  private static int[] codes(Collection<Row> rows, List<Integer> of) {
    Map<List<String>, Integer> numbers = new HashMap<>();
    return rows.stream()
        .mapToInt(
            row -> {
              List<String> levels = of.stream().map(row.levels()::get).toList();
              numbers.putIfAbsent(levels, numbers.size());
              return numbers.get(levels);
            })
        .toArray();
  }

  private static List<int[]> members(List<int[]> codes, int set) {
    List<int[]> members = new ArrayList<>();
    for (int f = 0; f < codes.size(); f++) {
      if ((set >> f & 1) == 1) {
        members.add(codes.get(f));
      }
    }
    return members;
  }

  private static Map<String, Double> shapley(List<String> names, double[] explained) {
    Map<String, Double> shares = new LinkedHashMap<>();
    int n = names.size();
    for (int f = 0; f < n; f++) {
      double share = 0;
      for (int set = 0; set < explained.length; set++) {
        if ((set >> f & 1) == 0) {
          share += weight(Integer.bitCount(set), n) * (explained[set | 1 << f] - explained[set]);
        }
      }
      shares.put(names.get(f), share);
    }
    return shares;
  }

  /** Share of the orders in which just a set of that size stands before a factor. */
  private static double weight(int size, int n) {
    double weight = 1.0 / n;
    for (int i = 1; i <= size; i++) {
      weight *= (double) i / (n - i);
    }
    return weight;
  }

  private static Map<String, Double> pairs(
      List<String> names, Collection<Row> rows, double[] explained, double[] response) {
    Map<String, Double> pairs = new LinkedHashMap<>();
    for (int a = 0; a < names.size(); a++) {
      for (int b = a + 1; b < names.size(); b++) {
        double cells = Additive.explained(List.of(codes(rows, List.of(a, b))), response);
        double beyond = cells - explained[1 << a | 1 << b];
        pairs.put(names.get(a) + " x " + names.get(b), Math.max(0, beyond));
      }
    }
    return pairs;
  }
}
