package org.shaketable.analytics.metastate;

import java.io.Serializable;
import java.util.Map;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.stats.metastate.Components;
import org.shaketable.analytics.stats.metastate.LowDimension;
import org.shaketable.analytics.stats.metastate.Monitor;
import org.shaketable.analytics.stats.metastate.ParticipationRatio;
import org.shaketable.analytics.stats.metastate.Surrogate;

/**
 * Meta-state model of one configuration: standardisation, principal components of the correlations
 * of the pooled clean calibration runs, and what nulls explain.
 *
 * @param rows evaluations that the components rest on
 * @param runs clean calibration runs
 * @param loadings components x features
 * @param eigenvalues the eigenvalues, descending
 * @param kept k: leading eigenvalues above the null of parallel analysis, at least 1
 * @param monitor scores, T2 and SPE of standardised features
 * @param thresholds the thresholds of parallel analysis, per rank
 * @param nulls share of variance per rank that each null explains, mean over its draws
 * @param participation how many directions share the variance, of all rows and run by run
 * @param lowDimension whether the kept components are more than nulls make of such features
 */
@SuppressWarnings("ArrayRecordComponent")
public record MetaStateModel(
    Standardisation standardisation,
    long rows,
    int runs,
    double[][] loadings,
    double[] eigenvalues,
    int kept,
    Monitor monitor,
    double[] thresholds,
    Map<Surrogate, double[]> nulls,
    Participation participation,
    LowDimension lowDimension)
    implements Serializable {

  /**
   * How many directions share the variance.
   *
   * @param pooled of all rows together
   * @param byRun of each run's own rows
   */
  public record Participation(ParticipationRatio pooled, RunNulls byRun) implements Serializable {}

  /** Components that the table of meta-states has. */
  static final int SHOWN = 5;

  /** Share of variance per component. */
  public double[] explained() {
    return Components.shares(eigenvalues);
  }

  /**
   * Where the rows of a run lie; all NaN where one lacks a feature.
   *
   * @param scores how many scores are wanted, at least those inside the model
   */
  Monitor.Positions positions(Trajectory run, int scores) {
    return monitor.positions(standardisation.columns(run).standardised(), scores);
  }
}
