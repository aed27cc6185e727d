package org.shaketable.analytics.table;

/** How often runs leave their regime just before they collapse, and others do in their place. */
@Table(
    name = "regime_transitions",
    row = "one configuration at one level of stochasticity, and where its runs go",
    analysed = true)
public record RegimeTransitionRow(
    @Embedded ControlKey control,
    @Column(meaning = "the regime that they go to, from 1; 0 outside of all; null for any of these")
        Integer toRegime,
    @Column(
            meaning = "evaluations before the collapse that are looked at, after the onset",
            unit = "evaluations")
        int horizon,
    @Embedded Estimate left,
    @Column(
            meaning =
                "the same of their clean twins at the same evaluations; null where none is known")
        double cleanLeft,
    @Column(meaning = "share of the collapsing less that of the twins, paired by seed")
        double cleanDifference,
    @Column(meaning = "lower end of its interval; null where there is none")
        double cleanDifferenceLower,
    @Column(meaning = "upper end of its interval; null where there is none")
        double cleanDifferenceUpper,
    @Column(
            meaning =
                "the same of runs of their condition that never collapse; null where none is"
                    + " known")
        double standingLeft,
    @Column(
            meaning =
                "share of the collapsing less that of the standing, paired by seed of the"
                    + " collapsing")
        double standingDifference,
    @Column(meaning = "lower end of its interval; null where there is none")
        double standingDifferenceLower,
    @Column(meaning = "upper end of its interval; null where there is none")
        double standingDifferenceUpper,
    @Column(meaning = "collapsing runs that are followed") int collapses,
    @Column(meaning = "those beside which a run of their condition stands") int besideStanding) {}
