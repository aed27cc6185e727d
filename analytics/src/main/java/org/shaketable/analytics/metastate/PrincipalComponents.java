package org.shaketable.analytics.metastate;

import java.util.Arrays;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.mllib.linalg.Matrix;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.distributed.RowMatrix;
import org.apache.spark.mllib.stat.MultivariateStatisticalSummary;
import org.shaketable.analytics.stats.metastate.Components;

/**
 * All principal components of distributed rows. MLlib sums the moments; the decomposition of the
 * small covariance is {@link Components}, because MLlib's goes through LAPACK, and a native LAPACK
 * rounds by where the arrays lie in memory.
 *
 * @param variances the variances of the columns, divisor rows - 1
 * @param loadings components x columns, the entry of largest absolute value positive
 * @param eigenvalues the eigenvalues of the covariance, descending
 */
@SuppressWarnings("ArrayRecordComponent")
record PrincipalComponents(
    long rows, double[] mean, double[] variances, double[][] loadings, double[] eigenvalues) {

  static PrincipalComponents of(JavaRDD<Vector> rows) {
    RowMatrix matrix = new RowMatrix(rows.rdd());
    MultivariateStatisticalSummary summary = matrix.computeColumnSummaryStatistics();
    Components components = Components.of(square(matrix.computeCovariance()));
    double[] eigenvalues = components.eigenvalues();
    double[][] loadings = new double[eigenvalues.length][];
    Arrays.setAll(loadings, components::vector);
    return new PrincipalComponents(
        summary.count(),
        summary.mean().toArray(),
        summary.variance().toArray(),
        loadings,
        eigenvalues);
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
