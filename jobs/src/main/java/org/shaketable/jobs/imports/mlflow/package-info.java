/**
 * MLflow's file store: one directory a run, with a file a metric, a parameter and a tag
 * (mlflow/store/tracking/file_store.py).
 */
package org.shaketable.jobs.imports.mlflow;
