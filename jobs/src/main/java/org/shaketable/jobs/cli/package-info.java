/**
 * The command line: one class per command. Each reads its options, opens Spark and the lake, makes
 * one call and prints. Mistakes of the user become one plain line and exit code 2.
 */
package org.shaketable.jobs.cli;
