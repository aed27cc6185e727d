package org.shaketable.training.bench;

/**
 * Steps of the environment per second of processor time on one core.
 *
 * @param what was timed
 * @param contender what ran it, e.g. {@code vector}
 */
public record StepsPerSecond(String what, String contender, Quartiles speed) {}
