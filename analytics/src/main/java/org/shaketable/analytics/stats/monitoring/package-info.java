/** Control limits of a principal-component model, and how many dimensions a spectrum has. */
package org.shaketable.analytics.stats.monitoring;
