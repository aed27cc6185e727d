package org.shaketable.jobs.report;

import java.util.Map;

/**
 * A figure with its numbers.
 *
 * @param id the figure's
 * @param title the figure's
 * @param sentence what it shows and how to read it
 * @param queries the results of its queries by name, in order
 */
record Section(String id, String title, String sentence, Map<String, Result> queries) {
  /** Whether there is nothing to show: its first query returned no row. */
  boolean empty() {
    return queries.values().iterator().next().rows().isEmpty();
  }
}
