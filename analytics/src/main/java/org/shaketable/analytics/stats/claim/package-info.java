/** Verdicts on claims by rules that were written down before the runs. */
package org.shaketable.analytics.stats.claim;
