/** Discrete Fourier transform of real series. */
package org.shaketable.analytics.stats.spectrum;
