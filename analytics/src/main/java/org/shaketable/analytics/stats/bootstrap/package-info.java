/** Stratified bootstrap intervals that do not depend on the order or partitioning of their rows. */
package org.shaketable.analytics.stats.bootstrap;
