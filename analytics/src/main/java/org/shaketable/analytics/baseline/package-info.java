/**
 * What the clean runs of a configuration look like at each evaluation: percentiles of performance,
 * median and scale of each feature. Knows packed runs, no models and no disturbance.
 */
package org.shaketable.analytics.baseline;
