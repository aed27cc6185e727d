package org.shaketable.analytics.learning;

import java.io.Serializable;
import java.util.List;
import org.shaketable.analytics.precedence.WorkloadKey;

/**
 * A score that is judged on a workload.
 *
 * @param about what is studied by it
 * @param features those that it sees
 */
public record Study(About about, List<String> features, StudiedScore score)
    implements Serializable {
  /** The name of the linear score. */
  public static final String LINEAR = LinearFit.NAME;

  /** The family of a score that was learned from all families but the one that is judged. */
  public static final String OTHERS = "others";

  public Study {
    features = List.copyOf(features);
  }

  /** What is studied. */
  public sealed interface About extends Serializable {
    /** The name of the detector. */
    String detector();
  }

  /**
   * What a score loses without some features.
   *
   * @param removed the feature or the group of features; null for none
   * @param several whether it is a group
   */
  public record Ablated(String detector, String removed, boolean several) implements About {}

  /**
   * What a score is worth elsewhere than where it comes from.
   *
   * @param from the workload that it comes from
   * @param family the family that it was learned from; {@link #OTHERS} for all but the judged one,
   *     null for all
   * @param cases runs to collapse that it was learned from; 0 for one that is not learned
   * @param controls runs that stood
   */
  public record Transferred(
      String detector, WorkloadKey from, String family, int cases, int controls) implements About {}
}
