package org.shaketable.jobs.exports;

import java.util.SortedMap;

/**
 * The numbers of one evaluation.
 *
 * @param values the values by column, without those that are missing
 */
record ExportedEvaluation(int number, long step, SortedMap<String, Double> values) {}
