/**
 * What the tables say of runs and workloads that are trained here: everything that follows from a
 * specification is derived here, for a sweep that writes them and for a lake of an earlier version
 * that is migrated. Knows specifications and the records of tables; may not depend on Spark.
 */
package org.shaketable.jobs.rows;
