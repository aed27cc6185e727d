package org.shaketable.analytics.stats.curve;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * The {@link CleanBand} of some clean runs as it is, and as it were had they been evaluated less
 * often, or were a new clean run to leave it with another probability. A band of every so-manieth
 * evaluation is made of these alone, as a sweep that has no others would make it.
 */
public final class BandGrid implements Serializable {
  private static final long serialVersionUID = 1;

  /** Evaluations from one that counts to the next; the first is what a sweep does. */
  public static final List<Integer> CADENCES = List.of(1, 2, 4);

  /** Probabilities of leaving the band. */
  public static final List<Double> OUTSIDE = List.of(0.05, CleanBand.OUTSIDE, 0.2);

  private final CleanBand[][] bands;

  private BandGrid(CleanBand[][] bands) {
    this.bands = bands;
  }

  /** The bands of any quantity, given as one row of evaluations per clean run. */
  public static BandGrid of(List<double[]> rows) {
    return new BandGrid(
        CADENCES.stream().map(cadence -> bands(rows, cadence)).toArray(CleanBand[][]::new));
  }

  private static CleanBand[] bands(List<double[]> rows, int cadence) {
    Conformal conformal =
        new Conformal(rows.stream().map(row -> Curve.every(row, cadence)).toList());
    return OUTSIDE.stream().map(conformal::band).toArray(CleanBand[]::new);
  }

  /** The band by which runs are judged. */
  public CleanBand standard() {
    return band(1, CleanBand.OUTSIDE);
  }

  /**
   * One of the bands.
   *
   * @param cadence one of {@link #CADENCES}
   * @param outside one of {@link #OUTSIDE}
   */
  public CleanBand band(int cadence, double outside) {
    return bands[CADENCES.indexOf(cadence)][OUTSIDE.indexOf(outside)];
  }

  /** The bands on the scale of a workload, on which higher is better. */
  public BandGrid normalised(Normalisation scale) {
    return new BandGrid(
        Arrays.stream(bands)
            .map(
                row ->
                    Arrays.stream(row)
                        .map(band -> band.normalised(scale))
                        .toArray(CleanBand[]::new))
            .toArray(CleanBand[][]::new));
  }
}
