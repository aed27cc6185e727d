/** Times until an event, some of them right-censored. */
package org.shaketable.analytics.stats.survival;
