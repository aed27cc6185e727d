package org.shaketable.training.classification;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Surface;
import org.shaketable.random.Streams;
import org.shaketable.training.cohort.CohortTrainee;
import org.shaketable.training.cohort.Member;
import org.shaketable.training.cohort.UpdatePlanner;
import org.shaketable.training.data.LabelledData;
import org.shaketable.training.gpu.Bytes;
import org.shaketable.training.gpu.Cohort;
import org.shaketable.training.gpu.RunPlan;

/** One classifier of a cohort. A round is one update. */
final class ClassifierMember implements Member {
  private static final Set<Surface> BATCH =
      EnumSet.of(Surface.BATCH_SIZE, Surface.SAMPLES, Surface.INPUTS, Surface.LABELS);

  private final ClassifierTrainee trainee;
  private final Classification settings;
  private final LabelledData data;
  private final Streams streams;
  private final Hooks hooks;
  private final SampleBatch batch;
  private final UpdatePlanner planner;
  private final boolean batchDisturbed;
  private final boolean inputsDisturbed;
  private long planned;

  ClassifierMember(
      ClassifierTrainee trainee,
      Classification settings,
      LabelledData data,
      Streams streams,
      Hooks hooks,
      SampleBatch batch,
      UpdatePlanner planner) {
    this.trainee = trainee;
    this.settings = settings;
    this.data = data;
    this.streams = streams;
    this.hooks = hooks;
    this.batch = batch;
    this.planner = planner;
    this.batchDisturbed = hooks.touch(BATCH);
    this.inputsDisturbed = hooks.touch(EnumSet.of(Surface.INPUTS));
  }

  @Override
  public List<Bytes> constants(List<Member> all) {
    return ClassifierShape.constants(data);
  }

  @Override
  public CohortTrainee trainee() {
    return trainee;
  }

  @Override
  public UpdatePlanner planner() {
    return planner;
  }

  @Override
  public void plan(long from, int count, long look, RunPlan plan, Map<Object, Bytes> shared) {
    ClassifierPlan batches = new ClassifierPlan(plan);
    if (!batchDisturbed) {
      batches.share(shared.computeIfAbsent(streams, s -> order(from, count, batches)));
    }
    for (int i = 0; i < count; i++) {
      plan(from + i, (long) i * settings.batchSize(), batches);
      planner.plan(from + i, from + i, settings.learningRate(from + i), plan);
    }
    planned = from + count;
  }

  private Bytes order(long from, int count, ClassifierPlan batches) {
    Bytes all = batches.indices(new int[0], 0);
    for (int i = 0; i < count; i++) {
      batches.indices(batch.order(from + i), settings.batchSize());
    }
    return all;
  }

  private void plan(long step, long order, ClassifierPlan batches) {
    int rows = settings.batchSize();
    if (batchDisturbed) {
      rows = (int) hooks.setting(Surface.BATCH_SIZE, step, step, rows);
      batch.read(step, rows, data.classes(), hooks);
    }
    double smoothing =
        hooks.setting(Surface.LABEL_SMOOTHING, step, step, settings.labelSmoothing());
    if (batchDisturbed) {
      float[] inputs = inputsDisturbed ? batch.inputs() : null;
      batches.batch(batch.indices(), batch.labels, inputs, batch.columns(), rows, smoothing);
    } else {
      batches.batch(order, rows, smoothing);
    }
  }

  @Override
  public void arrive(Cohort cohort, int run) {
    if (!batchDisturbed) {
      // The batch of the last update, to be looked at.
      batch.read(planned - 1, settings.batchSize(), data.classes(), Hooks.NONE);
    }
  }
}
