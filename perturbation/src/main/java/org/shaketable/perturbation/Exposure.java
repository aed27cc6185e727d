package org.shaketable.perturbation;

import org.shaketable.schedule.Schedule;

/** A perturbation on a schedule. */
public record Exposure(Perturbation perturbation, Schedule schedule) {}
