/**
 * Dispersion and risk of learning curves within a run, as rl-reliability-metrics defines them (Chan
 * et al., "Measuring the reliability of reinforcement learning algorithms", arXiv 1912.05663).
 */
package org.shaketable.analytics.stats.reliability;
