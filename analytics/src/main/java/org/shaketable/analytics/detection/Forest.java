package org.shaketable.analytics.detection;

/**
 * Regression trees, of which the mean counts: node after node, those of all trees in one array.
 *
 * @param roots the first node of each tree
 * @param column the number that a node asks about; below 0 for a leaf
 * @param value what the number must not exceed to go left; the prediction of a leaf
 * @param left where to go then
 * @param right where to go else
 */
@SuppressWarnings("ArrayRecordComponent")
public record Forest(int[] roots, int[] column, double[] value, int[] left, int[] right)
    implements LearnedModel {

  @Override
  public double score(double[] windows) {
    double sum = 0;
    for (int root : roots) {
      int node = root;
      while (column[node] >= 0) {
        double asked = windows[column[node]];
        node = (Double.isNaN(asked) ? 0 : asked) <= value[node] ? left[node] : right[node];
      }
      sum += value[node];
    }
    return sum / roots.length;
  }
}
