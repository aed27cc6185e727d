/**
 * The command line: reads configuration and tables, calls the science, writes tables. Knows
 * everything, computes nothing.
 *
 * <p>The walk from YAML to a trajectory in Delta:
 *
 * <ol>
 *   <li>{@code NodeReader} reads the file as {@code Node}s with their places, {@code SweepFile} has
 *       {@code Binder} make records of them by {@code Forms}: a {@code SweepConfig}.
 *   <li>{@code SweepConfig.runs} lists a {@code RunSpec} for each run, {@code Specs} writes it as
 *       canonical JSON and hashes that to the run's id: a {@code PlannedRun} in a {@code
 *       SweepPlan}.
 *   <li>{@code SweepJob} takes out what the {@code Lake} has, notes the sweep's rows of {@code
 *       workloads} by {@code SweepWorkloads}, and puts runs of one clean twin into a {@code
 *       TwinTask}.
 *   <li>{@code Waves} cuts the tasks by their {@code TimeEstimate}, {@code Bundles} gives each task
 *       of Spark enough to do, {@code Pipeline} trains a wave while it commits the one before.
 *   <li>On an executor {@code Trainer} trains the {@code Twin} of {@code training.run}, then each
 *       {@code Run} against it, within a {@code TimeLimit}; {@code Tallies} count for {@code
 *       RunCounter} and {@code Progress}.
 *   <li>{@code RunRows} says what follows from the specification, {@code Ending} how the run ended:
 *       a {@code RunRow}, which travels with its {@code TrajectoryRow}s as a {@code StagedRun}.
 *   <li>{@code RecordCodec} makes rows of them, {@code Staging} files, {@code ExactlyOnce} one
 *       commit for each table and wave: {@code trajectories}, {@code checkpoints}, then {@code
 *       runs}.
 * </ol>
 *
 * From there {@code Analysis} and the analytics go on, and {@code Report} shows what they found.
 */
package org.shaketable.jobs;
