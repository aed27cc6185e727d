package org.shaketable.analytics.judgement;

import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shaketable.analytics.precedence.RunEnd;
import org.shaketable.analytics.stats.curve.BandGrid;
import org.shaketable.analytics.stats.curve.CleanBand;
import org.shaketable.analytics.stats.curve.Curve;
import org.shaketable.analytics.stats.run.Collapse;
import org.shaketable.analytics.stats.run.CollapseRules;

/** The grid of collapse definitions that the ranking of conditions and verdicts must survive. */
public final class CollapseGrid {
  /**
   * One definition.
   *
   * @param share of the twin's performance below which a run must fall
   * @param consecutive evaluations in a row
   * @param smoothing evaluations of the trailing mean
   * @param cadence evaluations from one that counts to the next: 2 is as if a sweep had half of
   *     them
   * @param outside the probability with which a new clean run leaves the band
   */
  public record Definition(
      double share, int consecutive, int smoothing, int cadence, double outside) {
    /** The one that counts. */
    public static final Definition STANDARD =
        new Definition(
            CollapseRules.DEFAULT.share(),
            CollapseRules.DEFAULT.consecutive(),
            CollapseRules.DEFAULT.window(),
            1,
            CleanBand.OUTSIDE);

    /** In how many settings it differs from another. */
    int differences(Definition other) {
      return (share == other.share ? 0 : 1)
          + (consecutive == other.consecutive ? 0 : 1)
          + (smoothing == other.smoothing ? 0 : 1)
          + (cadence == other.cadence ? 0 : 1)
          + (outside == other.outside ? 0 : 1);
    }
  }

  /**
   * Whether and when a run collapses by each definition.
   *
   * @param collapsed the places in {@link #DEFINITIONS} of those by which it does
   * @param evaluations the evaluation of its collapse by each of {@link #ALONE}; {@link
   *     RunEnd#NEVER} for none
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Outcome(BitSet collapsed, int[] evaluations) implements Serializable {}

  /** All definitions; those of one cadence and band stand together. */
  public static final List<Definition> DEFINITIONS =
      BandGrid.CADENCES.stream()
          .flatMap(
              cadence ->
                  BandGrid.OUTSIDE.stream().flatMap(outside -> definitions(cadence, outside)))
          .toList();

  /** How many share a cadence and a band. */
  private static final int TOGETHER =
      DEFINITIONS.size() / (BandGrid.CADENCES.size() * BandGrid.OUTSIDE.size());

  /** Those that differ from the standard one in one setting alone, each as far as the grid goes. */
  public static final List<Definition> ALONE =
      DEFINITIONS.stream()
          .filter(definition -> definition.differences(Definition.STANDARD) == 1)
          .filter(CollapseGrid::farthest)
          .toList();

  private CollapseGrid() {}

  private static Stream<Definition> definitions(int cadence, double outside) {
    return Stream.of(1, 5, 9)
        .flatMap(
            smoothing ->
                Stream.of(0.3, 0.4, 0.5, 0.6, 0.7)
                    .flatMap(
                        share ->
                            IntStream.rangeClosed(2, 5)
                                .mapToObj(
                                    k -> new Definition(share, k, smoothing, cadence, outside))));
  }

  /** The middle ones of a setting lie between what its ends say. */
  private static boolean farthest(Definition definition) {
    return definition.share() != 0.4 && definition.share() != 0.6 && definition.consecutive() != 4;
  }

  /**
   * What the definitions say of a run.
   *
   * @param run its curve, normalised, as its twin's
   * @param bands the clean bands of its control group, normalised
   * @param rules the standard rules of its workload
   */
  static Outcome of(Curve run, Curve twin, BandGrid bands, CollapseRules rules) {
    BitSet collapsed = new BitSet(DEFINITIONS.size());
    int[] evaluations = new int[ALONE.size()];
    Arrays.fill(evaluations, RunEnd.NEVER);
    int from = 0;
    for (int cadence : BandGrid.CADENCES) {
      Curve seen = run.every(cadence);
      Curve beside = twin.every(cadence);
      for (double outside : BandGrid.OUTSIDE) {
        CleanBand band = bands.band(cadence, outside);
        List<CollapseRules> grid =
            DEFINITIONS.subList(from, from + TOGETHER).stream()
                .map(definition -> rules(rules, definition))
                .toList();
        int first = from;
        Collapse.present(seen, beside, band, grid).stream().forEach(i -> collapsed.set(first + i));
        from += TOGETHER;
      }
      for (int i = 0; i < evaluations.length; i++) {
        Definition definition = ALONE.get(i);
        if (definition.cadence() == cadence) {
          CleanBand band = bands.band(cadence, definition.outside());
          evaluations[i] =
              Collapse.of(seen, beside, band, rules(rules, definition))
                  .map(collapse -> cadence * collapse.evaluation())
                  .orElse(RunEnd.NEVER);
        }
      }
    }
    return new Outcome(collapsed, evaluations);
  }

  private static CollapseRules rules(CollapseRules standard, Definition definition) {
    return standard.with(definition.share(), definition.smoothing(), definition.consecutive());
  }
}
