/**
 * Scores that are learned from runs of some conditions and judged on others: the models that
 * detectors carry, how they fare in families and workloads that they have not seen, and what they
 * lose without some of the features. Knows detectors and how pairs of runs are ordered.
 */
package org.shaketable.analytics.learning;
