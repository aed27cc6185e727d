/**
 * The nights: a sweep that grows by new replicates each night, its dated reports, their index, and
 * what became worse since the night before; and the table of reports, in which audits stand, too.
 * Knows sweeps, analyses, reports and the lake; computes nothing but comparisons of what the tables
 * hold. May not depend on the command line.
 */
package org.shaketable.jobs.nightly;
