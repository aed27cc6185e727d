/**
 * Runs as the analysis's judge sees them, for what has runs in hand and no tables: calibrations and
 * sweeps at work. Decides nothing itself; may not depend on Spark.
 */
package org.shaketable.jobs.judge;
