/**
 * A page that follows a sweep while it runs. It reads what the logs of the tables name, each file
 * once, without a job of Spark's after the first look, and writes nothing.
 */
package org.shaketable.jobs.watch;
