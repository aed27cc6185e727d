/**
 * What a sweep does, as counters of Spark's own metrics system, for any sink that a cluster has:
 * CSV, JMX, Graphite, Prometheus. Knows Spark alone.
 */
package org.shaketable.jobs.metrics;
