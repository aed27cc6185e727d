/**
 * Logs that are tables: CSV, JSON Lines, Parquet and the list in trainer_state.json. Readers give
 * rows; {@link RowMapper} makes values of them as {@link RowLayout} says.
 */
package org.shaketable.jobs.imports.rows;
