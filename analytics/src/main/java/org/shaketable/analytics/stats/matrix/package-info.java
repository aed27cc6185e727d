/** The little linear algebra that the statistics need: small, dense, symmetric. */
package org.shaketable.analytics.stats.matrix;
