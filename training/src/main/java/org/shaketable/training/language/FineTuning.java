package org.shaketable.training.language;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Perturbation;
import org.shaketable.perturbation.Surface;
import org.shaketable.random.Streams;
import org.shaketable.training.cohort.CohortLearner;
import org.shaketable.training.gpu.Shape;
import org.shaketable.training.optimizer.AdamW;
import org.shaketable.training.optimizer.Optimizer;
import org.shaketable.training.text.Alphabet;
import org.shaketable.training.text.Text;
import org.shaketable.training.text.TokenData;
import org.shaketable.training.transformer.TransformerSpec;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Objective;
import org.shaketable.training.workload.Settings;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Task;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/**
 * A pretrained transformer that goes on to learn a second text. A step is one update; performance
 * is minus the validation loss on that text, in nats per token. The alphabet is that of both texts.
 *
 * @param start what it starts from; must be given; its network is this learner's
 * @param steps updates in a run; must be given
 * @param batchSize windows in an update; 8 if not given
 * @param optimizer AdamW with learning rate 0.001, betas 0.9 and 0.95 and decay 0.1 if not given
 * @param warmUp share of the steps in which the learning rate rises straight from 0; 0.05 if not
 *     given
 * @param finalRate share of the highest learning rate that is left at the end; 0.1 if not given
 * @param maxGradNorm largest Euclidean norm of a gradient; 1 if not given, 0 for no limit
 * @param zLoss weight of the squared logarithm of the softmax's normaliser; 0 if not given
 * @param labelSmoothing share of the target spread over all tokens; 0 if not given
 * @param validationWindows windows looked at in an evaluation; 32 if not given
 */
public record FineTuning(
    Start start,
    long steps,
    Integer batchSize,
    Optimizer optimizer,
    Double warmUp,
    Double finalRate,
    Double maxGradNorm,
    Double zLoss,
    Double labelSmoothing,
    Integer validationWindows)
    implements Started, CohortLearner {

  public FineTuning {
    Start.required(start);
    optimizer = optimizer == null ? new AdamW(0.001, 0.9, 0.95, 1e-8, 0.1) : optimizer;
    DescentSettings descent =
        new DescentSettings(
            steps,
            batchSize,
            optimizer,
            warmUp,
            finalRate,
            maxGradNorm,
            zLoss,
            labelSmoothing,
            validationWindows);
    batchSize = descent.batchSize();
    warmUp = descent.warmUp();
    finalRate = descent.finalRate();
    maxGradNorm = descent.maxGradNorm();
    zLoss = descent.zLoss();
    labelSmoothing = descent.labelSmoothing();
    validationWindows = descent.validationWindows();
    Start.checkBatch(start, batchSize);
  }

  /** The learner with every other setting at its default. */
  public static FineTuning of(Start start, long steps, Optimizer optimizer) {
    return new FineTuning(start, steps, null, optimizer, null, null, null, null, null, null);
  }

  @Override
  public String name() {
    return "fine-tuning";
  }

  @Override
  public Set<Engine> engines() {
    return Set.of(Engine.VECTOR);
  }

  @Override
  public Set<Surface> surfaces() {
    return descent().surfaces();
  }

  @Override
  public Objective objective() {
    return new Objective("loss on held-back text", "nats per token", Objective.Goal.MINIMISE);
  }

  @Override
  public Set<Feature> features() {
    return EnumSet.complementOf(EnumSet.of(Feature.RECOVERY_RATE));
  }

  @Override
  public boolean kickable() {
    return true;
  }

  @Override
  public Set<Stochasticity.Kind> stochasticities() {
    return DescentSettings.STOCHASTICITIES;
  }

  @Override
  public FineTuning at(Stochasticity stochasticity) {
    return DescentSettings.at(this, stochasticity);
  }

  @Override
  public FineTuning from(Start other) {
    return Settings.with(this, "start", other);
  }

  @Override
  public void check(Task task) {
    DescentSettings.text(name(), task);
  }

  @Override
  public Trainee begin(
      Workload workload, Stochasticity stochasticity, Streams streams, Hooks hooks) {
    Text text = DescentSettings.text(name(), workload.task());
    Alphabet alphabet = alphabet(text);
    TokenData data = text.read(alphabet, start.network().context());
    TransformerSpec network = DescentSettings.network(start.network(), stochasticity);
    LanguageModel model = new LanguageModel(network, data.vocabulary(), batchSize, zLoss);
    return new LanguageTrainee(
        descent(),
        model,
        data,
        () -> start.parameters(alphabet),
        new Noise(stochasticity, streams),
        hooks,
        workload.kicks());
  }

  /** The symbols of both texts. */
  private Alphabet alphabet(Text text) {
    return start.text().alphabet().union(text.alphabet());
  }

  @Override
  public Optional<String> withoutKernel(Workload workload) {
    return Optional.empty();
  }

  @Override
  public boolean hasKernel(Workload workload, Perturbation perturbation) {
    return LanguageShape.hasKernel(start.network(), perturbation)
        && CohortLearner.super.hasKernel(workload, perturbation);
  }

  @Override
  public Shape shape(Workload workload) {
    Text text = DescentSettings.text(name(), workload.task());
    TransformerSpec network = start.network();
    return LanguageShape.of(descent(), network, text.read(alphabet(text), network.context()));
  }

  private DescentSettings descent() {
    return new DescentSettings(
        steps,
        batchSize,
        optimizer,
        warmUp,
        finalRate,
        maxGradNorm,
        zLoss,
        labelSmoothing,
        validationWindows);
  }
}
