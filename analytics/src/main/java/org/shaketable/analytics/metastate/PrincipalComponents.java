package org.shaketable.analytics.metastate;

import java.util.Arrays;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.mllib.linalg.Matrix;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.distributed.RowMatrix;
import org.apache.spark.mllib.stat.MultivariateStatisticalSummary;
import org.shaketable.analytics.stats.metastate.Comoments;
import org.shaketable.analytics.stats.metastate.Components;
import org.shaketable.analytics.stats.metastate.Monitor;

/**
 * All principal components of the correlations of distributed rows: of features of one variance
 * each, so that none leads by its scale alone. A feature that is skewed over decades has a large
 * variance in the scale of its median deviation and was a component of its own. MLlib sums the
 * moments; the decomposition of the small matrix is {@link Components}, because MLlib's goes
 * through LAPACK, and a native LAPACK rounds by where the arrays lie in memory.
 *
 * @param deviations the standard deviations of the columns, divisor rows - 1; 1 for what does not
 *     vary
 * @param loadings components x columns, the entry of largest absolute value positive
 * @param eigenvalues the eigenvalues of the correlations, descending
 */
@SuppressWarnings("ArrayRecordComponent")
record PrincipalComponents(
    long rows, double[] mean, double[] deviations, double[][] loadings, double[] eigenvalues) {

  static PrincipalComponents of(JavaRDD<Vector> rows) {
    RowMatrix matrix = new RowMatrix(rows.rdd());
    MultivariateStatisticalSummary summary = matrix.computeColumnSummaryStatistics();
    Components components =
        Components.of(Comoments.correlation(square(matrix.computeCovariance())));
    double[] eigenvalues = components.eigenvalues();
    double[][] loadings = new double[eigenvalues.length][];
    Arrays.setAll(loadings, components::vector);
    return new PrincipalComponents(
        summary.count(),
        summary.mean().toArray(),
        Arrays.stream(summary.variance().toArray())
            .map(variance -> variance > 0 ? Math.sqrt(variance) : 1)
            .toArray(),
        loadings,
        eigenvalues);
  }

  /** The model whose first components are kept. */
  Monitor monitor(int kept) {
    return new Monitor(mean, deviations, loadings, eigenvalues, kept);
  }

  private static double[][] square(Matrix matrix) {
    double[][] rows = new double[matrix.numRows()][matrix.numCols()];
    for (int row = 0; row < rows.length; row++) {
      int of = row;
      Arrays.setAll(rows[row], column -> matrix.apply(of, column));
    }
    return rows;
  }
}
