/** Whether a controlled stochasticity makes training more stable than none. */
package org.shaketable.analytics.stats.buffering;
