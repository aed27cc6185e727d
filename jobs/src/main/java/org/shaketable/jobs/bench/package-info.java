/**
 * What sweeps, analysis and report are timed on and beside: trials of a fixed time, a plain loop, a
 * lake of made-up runs, and a loop in NumPy. Nothing that is measured knows of it.
 */
package org.shaketable.jobs.bench;
