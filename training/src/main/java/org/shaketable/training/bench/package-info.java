/**
 * Measurements of speed: microseconds per training step of each engine, beside DL4J's own loop and,
 * where Python has it, PyTorch's. Everything that is compared runs in turn, round by round, in one
 * program; results are records, printing them is the caller's. May depend on engines and learners;
 * nothing in training depends on it.
 */
package org.shaketable.training.bench;
