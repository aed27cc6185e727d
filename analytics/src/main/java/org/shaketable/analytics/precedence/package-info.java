/**
 * Whether scores come before collapses: runs of one condition that still stand are ordered at each
 * landmark after the onset, and then followed. Knows detectors and what became of each run.
 */
package org.shaketable.analytics.precedence;
