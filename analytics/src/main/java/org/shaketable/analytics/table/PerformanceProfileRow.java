package org.shaketable.analytics.table;

import org.shaketable.analytics.stats.curve.Direction;

/** One row of the table {@code performance_profiles}: a point of a profile (arXiv 2108.13264). */
@Table(
    name = "performance_profiles",
    row = "one threshold of the profile of one dimension of a configuration",
    analysed = true)
public record PerformanceProfileRow(
    @Embedded DimensionKey dimension,
    @Column(meaning = "a retained performance") double threshold,
    @Column(
            meaning = "share of the perturbed runs whose retained performance lies above it",
            better = Direction.HIGHER)
        double share,
    @Column(meaning = "lower end of its interval; null where there is none") double lower,
    @Column(meaning = "upper end of its interval; null where there is none") double upper,
    @Column(meaning = "nominal coverage of the intervals") double level,
    @Column(meaning = "runs with a retained performance") int n) {}
