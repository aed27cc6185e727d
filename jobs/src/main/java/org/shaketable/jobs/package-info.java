/**
 * The command line: reads configuration and tables, calls the science, writes tables. Knows
 * everything, computes nothing.
 */
package org.shaketable.jobs;
