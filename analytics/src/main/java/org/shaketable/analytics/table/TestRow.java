package org.shaketable.analytics.table;

/** One row of the table {@code tests}: one p-value, adjusted. */
@Table(name = "tests", row = "one test of another table", analysed = true)
public record TestRow(
    @Column(meaning = "the sweep") String sweep,
    @Column(meaning = "tests that are adjusted together") String testFamily,
    @Column(meaning = "what is tested") String nullHypothesis,
    @Column(meaning = "what of") String subject,
    @Column(meaning = "p-value") double p,
    @Column(meaning = "p adjusted within its family (Benjamini and Hochberg)") double pAdjusted,
    @Column(meaning = "p adjusted over all tests of the sweep") double pAdjustedOverAll,
    @Column(meaning = "tests in its family") int testsInFamily) {}
