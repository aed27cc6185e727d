/**
 * What the results prove: alarms and how good detectors are, claims and their verdicts, adjusted
 * tests, and what was left out. Knows the statistics over runs and their records.
 */
package org.shaketable.analytics.evidence;
