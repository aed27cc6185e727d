package org.shaketable.perturbation;

/**
 * A batch of inputs in a row-major array: row {@code i}, column {@code j} is {@code values[offset +
 * i * stride + j]} for {@code i < rows}, {@code j < columns}. Behind the columns lies padding that
 * stays as it is.
 *
 * @param scale standard deviation of each column (length {@code columns}), the unit of input
 *     disturbances
 */
public record Inputs(
    float[] values, int offset, int rows, int columns, int stride, float[] scale) {}
