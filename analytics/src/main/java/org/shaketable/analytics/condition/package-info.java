/**
 * Statistics over runs: of conditions, dimensions and dose curves, each table as a list of its
 * records. Knows judged runs, no trajectories.
 */
package org.shaketable.analytics.condition;
