package org.shaketable.analytics.table;

import org.shaketable.analytics.stats.curve.Direction;

/** How good one detector is on one configuration. */
@Table(name = "detectors", row = "one detector on one configuration", analysed = true)
public record DetectorRow(
    @Embedded ConfigurationKey configuration,
    @Column(meaning = "the detector; shuffled_labels has the labels of meta_state_t2 shuffled")
        String detector,
    @Column(meaning = "score above which it alarms") double threshold,
    @Column(meaning = "clean runs that the threshold rests on") Integer calibrationRuns,
    @Column(meaning = "clean runs that false alarms are counted on") Integer heldOutRuns,
    @Embedded FalsePositives falsePositives,
    @Column(meaning = "runs that collapsed") int collapses,
    @Embedded Recall recall,
    @Embedded Separation separation,
    @Embedded Lead lead,
    @Column(meaning = "nominal coverage of the intervals") double level,
    @Column(meaning = "accepted, rejected or undecided") String verdict) {

  /** False alarms on held-out clean runs. */
  public record FalsePositives(
      @Column(meaning = "share of held-out clean runs with an alarm", better = Direction.LOWER)
          double falsePositiveRate,
      @Column(meaning = "lower end of its interval") double falsePositiveLower,
      @Column(meaning = "upper end of its interval") double falsePositiveUpper) {}

  /** Collapses announced. */
  public record Recall(
      @Column(meaning = "share of collapses that it announced", better = Direction.HIGHER)
          double recall,
      @Column(meaning = "lower end of its interval") double recallLower,
      @Column(meaning = "upper end of its interval") double recallUpper) {}

  /** How well its scores separate. */
  public record Separation(
      @Column(
              meaning = "probability that a run that collapses scores above one that does not",
              better = Direction.HIGHER)
          double auroc,
      @Column(meaning = "lower end of its interval") double aurocLower,
      @Column(meaning = "upper end of its interval") double aurocUpper,
      @Column(meaning = "p of equal scores (Mann and Whitney)") double aurocP) {}

  /** How early it is. */
  public record Lead(
      @Column(
              meaning = "median lead over all collapses, misses counting 0",
              unit = "steps",
              better = Direction.HIGHER)
          double medianLeadSteps,
      @Column(meaning = "lower end of its interval") double leadLower,
      @Column(meaning = "upper end of its interval") double leadUpper) {}
}
