/**
 * Rounds of data-parallel trainings over Spark, by DL4J's own Spark integration. The one place
 * outside of training that knows DL4J's networks: training knows no Spark.
 */
package org.shaketable.jobs.parallel;
