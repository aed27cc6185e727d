/**
 * What readers of logs share: a file of any Hadoop file system, the values that it gives, and what
 * was left out of it and why. It knows no kind of log and no Spark.
 */
package org.shaketable.jobs.imports.log;
