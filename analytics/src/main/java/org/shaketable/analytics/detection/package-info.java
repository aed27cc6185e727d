/**
 * Detectors: rules that turn the past of a run into a score at each evaluation, and the thresholds
 * above which they alarm. Knows control groups, no collapse.
 */
package org.shaketable.analytics.detection;
