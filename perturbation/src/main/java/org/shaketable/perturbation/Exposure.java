package org.shaketable.perturbation;

/** A perturbation on a schedule. */
public record Exposure(Perturbation perturbation, Schedule schedule) {}
