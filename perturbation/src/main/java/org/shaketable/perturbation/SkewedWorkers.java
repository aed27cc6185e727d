package org.shaketable.perturbation;

import java.util.Set;

/**
 * Workers with data of their own: each sample of a worker gives way, with the same probability, to
 * a random one of the worker's class, which is its number modulo the number of classes. A class
 * without samples takes no place.
 */
public record SkewedWorkers(double magnitude) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "skewed-workers",
          Dimension.DATA,
          "share of samples",
          1,
          Set.of(Surface.WORKER_SAMPLES),
          "sample of worker w = one of class w mod classes with probability magnitude",
          "Zhao et al., arXiv 1806.00582; Hsu et al., arXiv 1909.06335");

  public SkewedWorkers {
    FAMILY.check(magnitude);
  }

  @Override
  public Family family() {
    return FAMILY;
  }

  @Override
  public Disturbance begin() {
    return new Recording() {
      private ByClass classes;

      @Override
      public void workerSamples(Selection selection, int workers, Dose dose) {
        if (classes == null) {
          classes = ByClass.of(selection.labels(), selection.classes());
        }
        int share = selection.count() / workers;
        for (int worker = 0; worker < workers; worker++) {
          skew(selection.indices(), worker * share, share, worker % selection.classes(), dose);
        }
      }

      private void skew(int[] indices, int from, int count, int own, Dose dose) {
        int size = classes.size(own);
        int replaced = 0;
        for (int i = from; size > 0 && i < from + count; i++) {
          if (dose.strikes()) {
            indices[i] = classes.member(own, dose.random().nextInt(size));
            replaced++;
          }
        }
        record(replaced, count);
      }
    };
  }
}
