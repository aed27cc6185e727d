/**
 * Curves and columns: statistics of stability ({@code stats}, no Spark) and the queries that feed
 * them ({@code spark}).
 */
package org.shaketable.analytics;
