package org.shaketable.jobs.imports;

import java.io.Serializable;
import java.util.SortedMap;

/**
 * A file of a log.
 *
 * @param path the path with its scheme
 * @param name its path below the directory that was searched
 * @param variables what stands at the names of the mapping's pattern
 */
record FoundFile(String path, String name, SortedMap<String, String> variables)
    implements Serializable {}
