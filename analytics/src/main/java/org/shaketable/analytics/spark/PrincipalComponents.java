package org.shaketable.analytics.spark;

import java.util.Arrays;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.mllib.linalg.Matrix;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.distributed.RowMatrix;
import org.apache.spark.mllib.stat.MultivariateStatisticalSummary;
import org.shaketable.analytics.stats.metastate.Components;

/**
 * All principal components of distributed rows by MLlib, which centres them for the covariance but
 * neither reports the mean nor fixes signs; both are added here.
 *
 * @param variances of the columns, divisor rows - 1
 * @param loadings components x columns, the entry of largest absolute value positive
 * @param eigenvalues of the covariance, descending
 */
record PrincipalComponents(
    long rows, double[] mean, double[] variances, double[][] loadings, double[] eigenvalues) {

  static PrincipalComponents of(JavaRDD<Vector> rows) {
    RowMatrix matrix = new RowMatrix(rows.rdd());
    MultivariateStatisticalSummary summary = matrix.computeColumnSummaryStatistics();
    double[] variances = summary.variance().toArray();
    int width = variances.length;
    var fit = matrix.computePrincipalComponentsAndExplainedVariance(width);
    Matrix vectors = fit._1();
    double total = Arrays.stream(variances).sum();
    double[] eigenvalues = Arrays.stream(fit._2().toArray()).map(share -> share * total).toArray();
    double[][] loadings = new double[width][];
    Arrays.setAll(loadings, component -> Components.withFixedSign(column(vectors, component)));
    return new PrincipalComponents(
        summary.count(), summary.mean().toArray(), variances, loadings, eigenvalues);
  }

  private static double[] column(Matrix matrix, int column) {
    double[] values = new double[matrix.numRows()];
    Arrays.setAll(values, row -> matrix.apply(row, column));
    return values;
  }
}
