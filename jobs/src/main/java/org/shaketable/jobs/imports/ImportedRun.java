package org.shaketable.jobs.imports;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * A run as the tables have it.
 *
 * @param run row of the table {@code runs}
 * @param trajectory rows of the table {@code trajectories}
 * @param carried values that were logged before the step of their evaluation
 * @param values how many values all evaluations have
 */
record ImportedRun(
    String runId, String digest, Row run, List<Row> trajectory, long carried, long values)
    implements Serializable {}
