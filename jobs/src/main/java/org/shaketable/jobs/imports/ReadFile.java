package org.shaketable.jobs.imports;

import java.io.Serializable;
import org.shaketable.jobs.imports.log.Skips;

/**
 * A file that was read.
 *
 * @param name its path below the directory that was searched
 * @param values how many values it has of the series that were asked for
 * @param skips what was left out of it
 */
record ReadFile(String name, long values, Skips skips) implements Serializable {}
