package org.shaketable.analytics.table;

import org.shaketable.analytics.stats.curve.Direction;

/** Whether one detector's scores come before the collapses of one workload. */
@Table(
    name = "precedence",
    row = "one detector on one workload, at some landmarks or at all",
    analysed = true)
public record PrecedenceRow(
    @Column(meaning = "the sweep") String sweep,
    @Column(meaning = "the workload, with all its configurations") String workload,
    @Column(
            meaning =
                "the detector; shuffled_runs has the first one's scores of other runs of the"
                    + " condition, visible none: it is what is seen without any detector")
        String detector,
    @Column(
            meaning = "first of the landmarks, from 0 after the onset; null for all of them",
            unit = "evaluations")
        Integer landmark,
    @Column(
            meaning = "within how many evaluations behind a landmark a collapse is to come",
            unit = "evaluations")
        int horizon,
    @Column(
            meaning =
                "of pairs of standing runs of one condition, one of which is to collapse: share in"
                    + " which it scores higher",
            better = Direction.HIGHER)
        double concordance,
    @Column(meaning = "lower end of its interval") double concordanceLower,
    @Column(meaning = "upper end of its interval") double concordanceUpper,
    @Column(
            meaning =
                "the same of what is visible and the detector together, less that of what is"
                    + " visible alone",
            better = Direction.HIGHER)
        Double gain,
    @Column(meaning = "lower end of its interval") Double gainLower,
    @Column(meaning = "upper end of its interval") Double gainUpper,
    @Column(meaning = "pairs") long pairs,
    @Column(meaning = "runs that were to collapse at some of these landmarks") int cases,
    @Column(meaning = "runs that were not at some of these landmarks") int controls,
    @Column(meaning = "seeds that have pairs") int seeds,
    @Column(meaning = "nominal coverage of the intervals") double level,
    @Column(
            meaning =
                "confirmed, refuted or undecided: concordance above 1/2 and gain above 0, each with"
                    + " its whole interval; null for visible")
        String verdict) {}
