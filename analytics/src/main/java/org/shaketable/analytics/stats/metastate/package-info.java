/**
 * The meta-state: principal components of pooled features, how many of them stand out from nulls,
 * and how far a feature vector lies from them.
 */
package org.shaketable.analytics.stats.metastate;
