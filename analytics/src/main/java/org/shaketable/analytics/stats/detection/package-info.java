/** How well a score tells two classes apart. */
package org.shaketable.analytics.stats.detection;
