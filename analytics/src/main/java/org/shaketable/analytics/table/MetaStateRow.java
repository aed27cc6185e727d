package org.shaketable.analytics.table;

import java.util.List;
import org.shaketable.analytics.stats.curve.Direction;

/** One row of the table {@code meta_states}: where one evaluation lies in its meta-state model. */
@Table(
    name = "meta_states",
    row = "one evaluation of one run",
    partitionedBy = {"sweep", "workload"})
public record MetaStateRow(
    @Column(meaning = "the run") String runId,
    @Column(meaning = "the sweep") String sweep,
    @Column(meaning = "the workload") String workload,
    @Column(meaning = "number of the evaluation") int evaluation,
    @Column(meaning = "steps taken until then", unit = "steps") long step,
    @Column(
            meaning =
                "coordinate along component 1; null where there is no model or the evaluation lacks"
                    + " a feature")
        double pc1,
    @Column(
            meaning =
                "coordinate along component 2; null where there is no model or the evaluation lacks"
                    + " a feature")
        double pc2,
    @Column(
            meaning =
                "coordinate along component 3; null where there is no model or the evaluation lacks"
                    + " a feature")
        double pc3,
    @Column(
            meaning =
                "coordinate along component 4; null where there is no model or the evaluation lacks"
                    + " a feature")
        double pc4,
    @Column(
            meaning =
                "coordinate along component 5; null where there is no model or the evaluation lacks"
                    + " a feature")
        double pc5,
    @Column(meaning = "Hotelling's squared distance inside the model", better = Direction.LOWER)
        double t2,
    @Column(meaning = "squared distance from the model", better = Direction.LOWER) double spe,
    @Column(
            meaning =
                "the regime of the clean runs that it belongs to, from 1; 0 outside of all; null"
                    + " where these form one cloud")
        Integer regime,
    @Column(
            meaning =
                "posterior of each regime, were it in one of them; null where the clean runs form"
                    + " one cloud")
        List<Double> regimePosteriors) {}
