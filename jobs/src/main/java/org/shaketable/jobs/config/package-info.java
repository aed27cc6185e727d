/**
 * Configuration: a YAML file becomes one immutable record tree, and a run's specification becomes
 * canonical JSON and back. Reading builds nothing but the records named here; every mistake in a
 * file is told with file, line and key. Knows workloads and perturbations; may not depend on Spark.
 */
package org.shaketable.jobs.config;
