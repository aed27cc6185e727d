/** A sweep's runs in the files of other tools: TensorBoard, pandas (CSV and Parquet), MLflow. */
package org.shaketable.jobs.exports;
