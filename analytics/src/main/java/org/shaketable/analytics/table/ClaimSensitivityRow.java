package org.shaketable.analytics.table;

/** One row of the table {@code claim_sensitivity}: a claim by another definition. */
@Table(
    name = "claim_sensitivity",
    row = "one claim and subject by one definition other than the one that counts",
    analysed = true)
public record ClaimSensitivityRow(
    @Column(meaning = "the sweep") String sweep,
    @Column(meaning = "the claim") String claim,
    @Column(meaning = "what of, as in `claims`") String subject,
    @Column(
            meaning =
                "what is defined otherwise, all else being as it counts: lost_below,"
                    + " collapse_share, collapse_consecutive, collapse_smoothing,"
                    + " collapse_cadence, collapse_band or features")
        String setting,
    @Column(
            meaning =
                "how: the number in the place of the standard one, or the features that the"
                    + " meta-state is without; `all` features are judged at some forty landmarks,"
                    + " as those without some are")
        String value,
    @Column(meaning = "the number that decides") double estimate,
    @Column(meaning = "lower end of its interval; null where there is none") double lower,
    @Column(meaning = "upper end of its interval; null where there is none") double upper,
    @Column(meaning = "nominal coverage of the intervals") double level,
    @Column(meaning = "what the number rests on") long n,
    @Column(meaning = "confirmed, refuted or undecided, by the claim's rule") String verdict,
    @Column(meaning = "whether that is another verdict than the one that counts") boolean turned) {}
