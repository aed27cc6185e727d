/**
 * From runs and their trajectories to results. Knows curves and columns, not networks: statistics
 * that need no Spark stand in {@code stats}, the columns of every table in {@code table}, and the
 * packages between are steps of one way, of which each knows those before it alone.
 *
 * <p>The walk from a trajectory to a number in the report:
 *
 * <ol>
 *   <li>{@code LakeTables} are the tables {@code workloads}, {@code runs} and {@code trajectories};
 *       a {@code JudgedSweep} begins with the rows of one sweep, of which {@code RecordCodec} makes
 *       records.
 *   <li>{@code TrajectoryColumns} are the features that a {@code WorkloadRow} names, {@code
 *       TrajectoryPacker} packs the evaluations of one run into a {@code Trajectory}.
 *   <li>{@code Pairs} brings each {@code PackedRun} with its {@code RunFacts} to its clean twin.
 *   <li>Of the clean runs {@code PerEvaluation} makes samples, {@code Baselines} a {@code
 *       Baseline}.
 *   <li>{@code Standardisation} and {@code MetaStateFit} make a {@code MetaStateModel}: together a
 *       {@code ControlGroup}, in which every run has a {@code MetaStatePath}.
 *   <li>{@code RunJudge} has the {@code Judge} of {@code stats.run}, whom calibrations and sweeps
 *       at work ask too, judge a {@code Curve} beside its twin's: a {@code JudgedRun}, whose {@code
 *       RunStabilityRow} is a row of the table {@code run_stability}.
 *   <li>{@code Detector}s give each run scores, {@code Thresholds} say when they raise an {@code
 *       Alarm}, {@code Precedence} asks whether scores order standing runs by what comes: the
 *       sweep's {@code Warnings}, which with what else goes into several tables are its {@code
 *       Findings}.
 *   <li>{@code Tables} says which class computes which table: {@code TrialTables} compare the runs
 *       of a {@code Condition} with placebo, seed by seed, a {@code Comparison} of {@code
 *       Interval}s, which are the {@code Estimate}s of a {@code StabilityRow}; runs that were
 *       kicked infinitesimally go into {@code Divergences} alone.
 *   <li>{@code Detectors}, {@code Claims} and {@code AdjustedTests} of {@code evidence} say what
 *       the results prove.
 *   <li>{@code Analytics.tables} gives all {@code ResultTable}s by the names of their {@code
 *       TableDefinition}s; the jobs write them, and a figure of the report asks for its numbers by
 *       SQL.
 * </ol>
 */
package org.shaketable.analytics;
