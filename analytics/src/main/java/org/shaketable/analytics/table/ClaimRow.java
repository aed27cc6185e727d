package org.shaketable.analytics.table;

/** What the data of a sweep say of one claim. */
@Table(name = "claims", row = "one claim and subject", analysed = true)
public record ClaimRow(
    @Column(meaning = "the sweep") String sweep,
    @Column(meaning = "the claim") String claim,
    @Column(meaning = "what of: a kind of stochasticity, or everything") String subject,
    @Column(meaning = "what is claimed") String statement,
    @Column(meaning = "which runs and numbers it rests on") String data,
    @Column(meaning = "when it is confirmed") String rule,
    @Column(meaning = "where the number is claimed to lie: above or below the threshold")
        String side,
    @Column(meaning = "threshold of the rule") double threshold,
    @Column(meaning = "confirmed, refuted or undecided") String verdict,
    @Column(meaning = "the number that decides") double estimate,
    @Column(meaning = "lower end of its interval; null where there is none") double lower,
    @Column(meaning = "upper end of its interval; null where there is none") double upper,
    @Column(meaning = "nominal coverage of the intervals") double level,
    @Column(meaning = "what the number rests on") long n,
    @Column(meaning = "how many more would decide; null where decided or unknown")
        Long furtherObservations,
    @Column(
            meaning =
                "how far on the claimed side of the threshold the truth must lie for a sweep of"
                    + " this size to confirm with 80 % power, by the width of the interval; null"
                    + " where there is none")
        double detectable,
    @Column(meaning = "what was found, in words") String evidence) {}
