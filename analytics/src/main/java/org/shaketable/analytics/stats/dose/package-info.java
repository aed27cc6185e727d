/** Collapse as a function of magnitude, and the magnitude at which half of the runs collapse. */
package org.shaketable.analytics.stats.dose;
