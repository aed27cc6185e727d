package org.shaketable.training.language;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Surface;
import org.shaketable.training.cohort.CohortTrainee;
import org.shaketable.training.cohort.Member;
import org.shaketable.training.cohort.UpdatePlanner;
import org.shaketable.training.gpu.Bytes;
import org.shaketable.training.gpu.Cohort;
import org.shaketable.training.gpu.RunPlan;
import org.shaketable.training.text.TokenData;
import org.shaketable.training.text.Windows;
import org.shaketable.training.transformer.TransformerSpec;

/** One language model of a cohort. A round is one update. */
final class LanguageMember implements Member {
  private static final Set<Surface> BATCH =
      EnumSet.of(Surface.BATCH_SIZE, Surface.SAMPLES, Surface.TOKENS, Surface.LABELS);

  private final LanguageTrainee trainee;
  private final DescentSettings settings;
  private final TransformerSpec network;
  private final Windows windows;
  private final int vocabulary;
  private final Noise noise;
  private final Hooks hooks;
  private final TokenBatch batch;
  private final UpdatePlanner planner;
  private final boolean batchDisturbed;
  private long planned;

  /**
   * @param network at its level of stochasticity
   */
  LanguageMember(
      LanguageTrainee trainee,
      DescentSettings settings,
      TransformerSpec network,
      TokenData data,
      Noise noise,
      Hooks hooks,
      TokenBatch batch,
      UpdatePlanner planner) {
    this.trainee = trainee;
    this.settings = settings;
    this.network = network;
    this.windows = data.train();
    this.vocabulary = data.vocabulary();
    this.noise = noise;
    this.hooks = hooks;
    this.batch = batch;
    this.planner = planner;
    this.batchDisturbed = hooks.touch(BATCH);
  }

  @Override
  public List<Bytes> constants(List<Member> all) {
    return LanguageShape.constants(windows);
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
    LanguagePlan batches = new LanguagePlan(plan);
    if (!batchDisturbed) {
      batches.share(shared.computeIfAbsent(noise.streams(), s -> chosen(from, count, batches)));
    }
    for (int i = 0; i < count; i++) {
      plan(from + i, (long) i * settings.batchSize(), batches);
      planner.plan(from + i, from + i, settings.learningRate(from + i), plan);
    }
    planned = from + count;
  }

  private Bytes chosen(long from, int count, LanguagePlan batches) {
    Bytes all = batches.windows(new int[0]);
    for (int i = 0; i < count; i++) {
      batches.windows(TokenBatch.choose(windows, settings.batchSize(), noise.windows(from + i)));
    }
    return all;
  }

  private void plan(long step, long first, LanguagePlan batches) {
    int size = settings.batchSize();
    if (batchDisturbed) {
      size = (int) hooks.setting(Surface.BATCH_SIZE, step, step, size);
      batch.draw(windows, size, step, noise.windows(step), vocabulary, hooks);
      hooks.tokens(step, step, batch.tokens, batch.rows(), vocabulary);
      batch.disturb(step, vocabulary, hooks);
    }
    double smoothing =
        hooks.setting(Surface.LABEL_SMOOTHING, step, step, settings.labelSmoothing());
    if (batchDisturbed) {
      batches.batch(batch, smoothing, network, noise.dropout(step));
    } else {
      batches.batch(first, size, smoothing, network, noise.dropout(step));
    }
  }

  @Override
  public void arrive(Cohort cohort, int run) {
    if (!batchDisturbed) {
      // The batch of the last update, to be looked at.
      long last = planned - 1;
      batch.draw(windows, settings.batchSize(), last, noise.windows(last), vocabulary, Hooks.NONE);
    }
  }
}
