package org.shaketable.analytics.table;

import org.shaketable.analytics.stats.curve.Direction;

/** How good one detector is on one configuration. */
@Table(
    name = "detectors",
    row = "one detector on one configuration at one level of stochasticity",
    analysed = true)
public record DetectorRow(
    @Embedded ControlKey control,
    @Column(meaning = "the detector") String detector,
    @Column(meaning = "score above which it alarms; null where clean runs are too few")
        Double threshold,
    @Column(meaning = "clean runs that the threshold rests on") int calibrationRuns,
    @Column(
            meaning = "share of evaluations, of all runs that it has seen, that have a score",
            better = Direction.HIGHER)
        double completeness,
    @Embedded FalsePositives falsePositives,
    @Embedded PlaceboAlarms placebos,
    @Embedded SurvivorAlarms survivors,
    @Column(meaning = "runs that collapsed") int collapses,
    @Embedded Recall recall,
    @Embedded Lead lead,
    @Embedded Order order,
    @Column(meaning = "nominal coverage of the intervals") double level,
    @Column(
            meaning =
                "confirmed where the intervals of concordance and gain lie above 1/2 and 0 as a"
                    + " whole, refuted where one lies below, else undecided")
        String verdict,
    @Column(meaning = "why it has no threshold; null where it has one") String reason) {

  /** False alarms on held-out clean runs. */
  public record FalsePositives(
      @Column(meaning = "clean runs that no threshold has seen") int heldOutRuns,
      @Column(meaning = "share of held-out clean runs with an alarm", better = Direction.LOWER)
          double falsePositiveRate,
      @Column(meaning = "lower end of its interval") double falsePositiveLower,
      @Column(meaning = "upper end of its interval") double falsePositiveUpper) {}

  /** Alarms on placebos. */
  public record PlaceboAlarms(
      @Column(meaning = "placebos") int placeboRuns,
      @Column(meaning = "share of placebos with an alarm after the onset", better = Direction.LOWER)
          double placeboRate,
      @Column(meaning = "lower end of its interval") double placeboLower,
      @Column(meaning = "upper end of its interval") double placeboUpper) {}

  /** Alarms on disturbed runs that did not collapse. */
  public record SurvivorAlarms(
      @Column(meaning = "disturbed runs that stood where others of their condition collapsed")
          int survivors,
      @Column(
              meaning =
                  "share of them with an alarm after the onset and by the time at which half of"
                      + " those others had collapsed",
              better = Direction.LOWER)
          double survivorRate,
      @Column(meaning = "lower end of its interval") double survivorLower,
      @Column(meaning = "upper end of its interval") double survivorUpper) {}

  /** Collapses announced. */
  public record Recall(
      @Column(meaning = "share of collapses that it announced", better = Direction.HIGHER)
          double recall,
      @Column(meaning = "lower end of its interval") double recallLower,
      @Column(meaning = "upper end of its interval") double recallUpper) {}

  /** How early it is. */
  public record Lead(
      @Column(
              meaning = "median lead over all collapses, misses counting 0",
              unit = "steps",
              better = Direction.HIGHER)
          double medianLeadSteps,
      @Column(meaning = "lower end of its interval") double leadLower,
      @Column(meaning = "upper end of its interval") double leadUpper) {}

  /** How well its scores order runs of one condition by what comes, over the whole workload. */
  public record Order(
      @Column(
              meaning =
                  "probability that a run that collapses within the horizon scores above one of its"
                      + " condition that does not, while both stand",
              better = Direction.HIGHER)
          double concordance,
      @Column(meaning = "lower end of its interval") double concordanceLower,
      @Column(meaning = "upper end of its interval") double concordanceUpper,
      @Column(meaning = "p of no order at all") double concordanceP,
      @Column(
              meaning = "how much it adds to the concordance of what is visible anyway",
              better = Direction.HIGHER)
          double gain,
      @Column(meaning = "lower end of its interval") double gainLower,
      @Column(meaning = "upper end of its interval") double gainUpper) {}
}
