package org.shaketable.training.cohort;

import java.util.List;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.Perturbation;
import org.shaketable.training.gpu.RunPlan;

/**
 * Where the exposures of a cohort's members keep what they need from one event to the next: first
 * the vectors of all, then what is kept of play.
 */
final class KeptPlaces {
  private final long vectorFloats;
  private int vectors;
  private long inPlay;

  private KeptPlaces(long vectorFloats) {
    this.vectorFloats = vectorFloats;
  }

  /**
   * The places of these members, given out in their order.
   *
   * @param size of a vector
   */
  static KeptPlaces of(List<Member> members, int size) {
    long vectors =
        members.stream()
            .flatMap(member -> exposures(member).stream())
            .mapToLong(exposure -> exposure.perturbation().kept())
            .sum();
    // Numbers of double precision have to be at a multiple of eight bytes.
    return new KeptPlaces((vectors * size + 1) / 2 * 2);
  }

  private static List<Exposure> exposures(Member member) {
    return member.planner().hooks().exposures();
  }

  /** Those of the next member. */
  RunPlan.Kept next(Member member) {
    List<Exposure> exposures = exposures(member);
    int[] ofVectors = new int[exposures.size()];
    long[] ofPlay = new long[exposures.size()];
    for (int i = 0; i < ofVectors.length; i++) {
      Perturbation perturbation = exposures.get(i).perturbation();
      ofVectors[i] = vectors;
      ofPlay[i] = vectorFloats + inPlay;
      vectors += perturbation.kept();
      inPlay += member.keptInPlay(perturbation);
    }
    return new RunPlan.Kept(ofVectors, ofPlay);
  }

  /** Numbers of single precision of all that were given out. */
  long floats() {
    return vectorFloats + inPlay;
  }
}
