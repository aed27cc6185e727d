/**
 * Sweeps: what a configuration asks for minus what the lake has, trained by Spark in waves, each
 * committed exactly once. Computes nothing itself: training is {@code training.run}'s, statistics
 * are {@code analytics}'. May not depend on the command line.
 */
package org.shaketable.jobs.sweep;
