package org.shaketable.jobs.exports;

/** Files that a sweep is written as. */
public enum Format {
  /** Event files, one directory a run. */
  TENSORBOARD,
  /** {@code runs.csv} and {@code trajectories.csv}. */
  CSV,
  /** {@code runs.parquet} and {@code trajectories.parquet}. */
  PARQUET,
  /** An MLflow file store. */
  MLFLOW
}
