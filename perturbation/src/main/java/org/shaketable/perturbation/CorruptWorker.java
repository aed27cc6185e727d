package org.shaketable.perturbation;

import java.util.Set;

/**
 * A worker with wrong labels: each label that the first worker learns becomes, with the given
 * probability, one of the other classes, each equally likely.
 */
public record CorruptWorker(double magnitude) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "corrupt-worker",
          Dimension.SIGNAL,
          "share of labels",
          1,
          Set.of(Surface.WORKER_LABELS),
          "y = another class with probability magnitude, at worker 0",
          "Blanchard et al., arXiv 1703.02757");

  public CorruptWorker {
    FAMILY.check(magnitude);
  }

  @Override
  public Family family() {
    return FAMILY;
  }

  @Override
  public Disturbance begin() {
    return new Recording() {

      @Override
      public void workerLabels(int[] labels, int count, int classes, int workers, Dose dose) {
        int flipped = 0;
        for (int i = 0; i < count / workers; i++) {
          if (dose.strikes()) {
            labels[i] = (labels[i] + 1 + dose.random().nextInt(classes - 1)) % classes;
            flipped++;
          }
        }
        record(flipped, count / workers);
      }
    };
  }
}
