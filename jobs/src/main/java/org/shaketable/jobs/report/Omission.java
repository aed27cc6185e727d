package org.shaketable.jobs.report;

/**
 * A figure that the report does not have.
 *
 * @param id the figure's
 * @param title the figure's
 * @param reason why, in one sentence
 */
record Omission(String id, String title, String reason) {}
