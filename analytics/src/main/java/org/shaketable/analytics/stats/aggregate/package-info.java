/**
 * Scores of many runs on many tasks in one number, as rliable defines them (arXiv 2108.13264).
 *
 * <p>A score matrix is runs x tasks. For a condition, tasks are workloads and scores are
 * performances normalised to the clean runs.
 */
package org.shaketable.analytics.stats.aggregate;
