/** Trajectories as statistics see them: curves, their normalisation and the clean band. */
package org.shaketable.analytics.stats.curve;
