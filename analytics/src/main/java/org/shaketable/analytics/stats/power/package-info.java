/** What a sweep could find before it is run: effects that it detects with a stated probability. */
package org.shaketable.analytics.stats.power;
