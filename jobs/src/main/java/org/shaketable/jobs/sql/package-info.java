/**
 * SQL over a lake: the tables' statements of {@code conf/tables.sql}, queries, an interactive
 * prompt and a server for JDBC clients. Reads only: what a statement may do is decided by its plan.
 * Knows lakes; may not depend on sweeps, analyses or the command line.
 */
package org.shaketable.jobs.sql;
