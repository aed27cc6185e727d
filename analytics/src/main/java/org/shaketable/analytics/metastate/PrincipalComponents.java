package org.shaketable.analytics.metastate;

import java.util.Arrays;
import org.apache.spark.api.java.JavaRDD;
import org.shaketable.analytics.stats.metastate.Comoments;
import org.shaketable.analytics.stats.metastate.Components;
import org.shaketable.analytics.stats.metastate.Monitor;

/**
 * All principal components of the correlations of distributed rows: of features of one variance
 * each, so that none leads by its scale alone. A feature that is skewed over decades has a large
 * variance in the scale of its median deviation and was a component of its own. {@link RowMoments}
 * sums the moments and {@link Components} decomposes the small matrix: MLlib, which does both,
 * loads 1,600 classes of Breeze for it and decomposes by LAPACK, and a native LAPACK rounds by
 * where the arrays lie in memory.
 *
 * @param deviations the standard deviations of the columns, divisor rows - 1; 1 for what does not
 *     vary
 * @param loadings components x columns, the entry of largest absolute value positive
 * @param eigenvalues the eigenvalues of the correlations, descending
 */
@SuppressWarnings("ArrayRecordComponent")
record PrincipalComponents(
    long rows, double[] mean, double[] deviations, double[][] loadings, double[] eigenvalues) {

  static PrincipalComponents of(JavaRDD<double[]> rows) {
    RowMoments moments = RowMoments.of(rows);
    Components components = Components.of(Comoments.correlation(moments.covariance(rows)));
    double[] eigenvalues = components.eigenvalues();
    double[][] loadings = new double[eigenvalues.length][];
    Arrays.setAll(loadings, components::vector);
    return new PrincipalComponents(
        moments.rows(),
        moments.mean(),
        Arrays.stream(moments.variance())
            .map(variance -> variance > 0 ? Math.sqrt(variance) : 1)
            .toArray(),
        loadings,
        eigenvalues);
  }

  /** The model whose first components are kept. */
  Monitor monitor(int kept) {
    return new Monitor(mean, deviations, loadings, eigenvalues, kept);
  }
}
