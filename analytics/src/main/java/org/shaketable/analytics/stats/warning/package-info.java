/**
 * Early-warning signals of a transition in a series: rolling indicators and their trend (Dakos et
 * al. 2012, doi:10.1371/journal.pone.0041010).
 */
package org.shaketable.analytics.stats.warning;
