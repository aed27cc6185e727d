/**
 * The lake: a directory of Delta tables that only one process writes at a time, and the codec
 * between records and Spark's rows. Knows tables and their columns; may not depend on sweeps, on
 * the command line or on what the analytics compute.
 *
 * <p>What counts as another version of the schema:
 *
 * <ul>
 *   <li>A column more in a primary table (those of {@code PrimaryTable}): older lakes are refused
 *       until {@code shaketable maintain --migrate} has added it, null in older rows. The marker
 *       file lists the columns, so that nobody has to remember to raise a number.
 *   <li>Another meaning or type of such a column: {@code LakeMarker.SCHEMA_VERSION} is raised, and
 *       {@code Maintenance.migrate} learns what to do with lakes of the version before.
 *   <li>A primary table more: none; it is made when the lake is next written.
 *   <li>Anything in a result table: none; {@code shaketable analyze} computes the rows of a sweep
 *       again and adds the columns.
 * </ul>
 *
 * A lake with a column or a version that this code does not know is refused: a later version made
 * it.
 */
package org.shaketable.jobs.lake;
