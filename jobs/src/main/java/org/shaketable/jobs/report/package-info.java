/**
 * The report: one self-contained page and one JSON file, made from the tables alone. Every figure
 * is a title, a sentence, the SQL that yields its numbers and a chart; the page draws only what
 * those queries returned. Reads tables, trains and computes nothing.
 */
package org.shaketable.jobs.report;
