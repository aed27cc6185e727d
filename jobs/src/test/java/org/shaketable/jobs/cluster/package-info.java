/**
 * Tests of the packaged jar on clusters of several processes: profile {@code cluster} runs them.
 */
package org.shaketable.jobs.cluster;
