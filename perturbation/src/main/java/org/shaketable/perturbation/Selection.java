package org.shaketable.perturbation;

/**
 * The samples of one batch: {@code indices[0 .. count)} into a data set whose sample {@code i} has
 * class {@code labels[i]}. Only the indices may be changed.
 */
public record Selection(int[] indices, int count, int[] labels, int classes) {}
