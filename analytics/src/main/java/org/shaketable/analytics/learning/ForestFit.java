package org.shaketable.analytics.learning;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.regression.DecisionTreeRegressionModel;
import org.apache.spark.ml.regression.RandomForestRegressionModel;
import org.apache.spark.ml.regression.RandomForestRegressor;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.Node;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.shaketable.analytics.detection.Forest;

/**
 * A random forest by MLlib: trees of little depth of who collapses, where cases and controls of one
 * condition and landmark weigh the same, so that neither the dose nor the time tells them apart.
 *
 * <p>Its trees ask for no linear algebra, and rows come in one partition in a fixed order: the same
 * rows make the same bits. Source: Breiman 2001, doi:10.1023/A:1010933404324.
 */
final class ForestFit {
  /** The name of the detector. */
  static final String NAME = "learned_forest";

  /** The columns of the rows. */
  static final String LABEL = "label";

  static final String WEIGHT = "weight";
  static final String FEATURES = "features";

  private static final int TREES = 20;
  private static final int DEPTH = 4;
  private static final int LEAST_ROWS = 20;

  private ForestFit() {}

  /** The forest that some rows grow. */
  static Forest of(Dataset<Row> rows, long seed) {
    RandomForestRegressionModel model =
        new RandomForestRegressor()
            .setLabelCol(LABEL)
            .setWeightCol(WEIGHT)
            .setFeaturesCol(FEATURES)
            .setNumTrees(TREES)
            .setMaxDepth(DEPTH)
            .setMinInstancesPerNode(LEAST_ROWS)
            .setFeatureSubsetStrategy("onethird")
            .setSeed(seed)
            .fit(rows);
    Nodes nodes = new Nodes();
    int[] roots = new int[model.trees().length];
    for (int tree = 0; tree < roots.length; tree++) {
      roots[tree] = nodes.add(((DecisionTreeRegressionModel) model.trees()[tree]).rootNode());
    }
    return nodes.forest(roots);
  }

  /** The nodes of all trees, one after the other. */
  private static final class Nodes {
    private final List<Integer> column = new ArrayList<>();
    private final List<Double> value = new ArrayList<>();
    private final List<Integer> left = new ArrayList<>();
    private final List<Integer> right = new ArrayList<>();

    int add(Node node) {
      int place = column.size();
      column.add(-1);
      value.add(node.prediction());
      left.add(-1);
      right.add(-1);
      if (node instanceof InternalNode inner && inner.split() instanceof ContinuousSplit split) {
        column.set(place, split.featureIndex());
        value.set(place, split.threshold());
        left.set(place, add(inner.leftChild()));
        right.set(place, add(inner.rightChild()));
      }
      return place;
    }

    Forest forest(int[] roots) {
      return new Forest(
          roots,
          column.stream().mapToInt(Integer::intValue).toArray(),
          value.stream().mapToDouble(Double::doubleValue).toArray(),
          left.stream().mapToInt(Integer::intValue).toArray(),
          right.stream().mapToInt(Integer::intValue).toArray());
    }
  }
}
