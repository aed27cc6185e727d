package org.shaketable.analytics.table;

/** One tensor within a flat vector of parameters. */
public record TensorRow(
    @Column(meaning = "name of the tensor") String name,
    @Column(meaning = "where it begins", unit = "floats") int offset,
    @Column(meaning = "rows of the matrix, row-major") int rows,
    @Column(meaning = "columns of the matrix") int columns) {}
