/** Whether two perturbations at once do more, or less, than each alone would lead one to expect. */
package org.shaketable.analytics.stats.interaction;
