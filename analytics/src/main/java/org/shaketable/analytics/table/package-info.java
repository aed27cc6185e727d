/**
 * What every table of a lake says: one record per table, with name, type, unit, meaning and
 * direction of every column in one place. Schemas, the codec, {@code conf/tables.sql} and {@code
 * analytics/TABLES.md} come from these records. Knows columns alone: depends on the JDK and on the
 * statistics' words, and may not depend on Spark.
 */
package org.shaketable.analytics.table;
