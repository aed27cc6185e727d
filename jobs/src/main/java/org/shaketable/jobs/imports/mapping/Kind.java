package org.shaketable.jobs.imports.mapping;

/** Kinds of logs. */
public enum Kind {
  /** TensorBoard's event files. */
  TENSORBOARD,
  /** Texts with a header, comma-separated or otherwise. */
  CSV,
  /** Parquet files. */
  PARQUET,
  /** One object of JSON a line. */
  JSON_LINES,
  /** Hugging Face's trainer_state.json. */
  TRAINER_STATE,
  /** An MLflow file store, each run by its meta.yaml. */
  MLFLOW
}
