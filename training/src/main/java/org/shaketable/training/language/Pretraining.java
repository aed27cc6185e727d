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
import org.shaketable.training.optimizer.Optimizer;
import org.shaketable.training.text.Alphabet;
import org.shaketable.training.text.Text;
import org.shaketable.training.text.TokenData;
import org.shaketable.training.transformer.TransformerSpec;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Kicks;
import org.shaketable.training.workload.Objective;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Task;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/**
 * A transformer that learns to predict the next token of a text, from scratch. A step is one
 * update; performance is minus the validation loss, in nats per token.
 *
 * @param steps updates in a run; must be given
 * @param batchSize windows in an update; 8 if not given
 * @param optimizer AdamW with learning rate 0.003, betas 0.9 and 0.95 and decay 0.1 if not given
 * @param warmUp share of the steps in which the learning rate rises straight from 0; 0.05 if not
 *     given
 * @param finalRate learning rate at the end, over the highest; in between half a cosine; 0.1 if not
 *     given
 * @param maxGradNorm largest Euclidean norm of a gradient, longer ones are shortened to it; 0 for
 *     no limit; 1 if not given
 * @param zLoss weight of the squared logarithm of the softmax's normaliser (Chowdhery et al., arXiv
 *     2204.02311); 0 if not given
 * @param labelSmoothing share of a target's weight that is spread over all tokens in training; 0 if
 *     not given
 * @param validationWindows windows looked at in an evaluation; 32 if not given
 * @param network a transformer of 2 layers, width 64, 4 heads and context 64 if not given
 */
public record Pretraining(
    long steps,
    Integer batchSize,
    Optimizer optimizer,
    Double warmUp,
    Double finalRate,
    Double maxGradNorm,
    Double zLoss,
    Double labelSmoothing,
    Integer validationWindows,
    TransformerSpec network)
    implements CohortLearner {

  public Pretraining {
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
    optimizer = descent.optimizer();
    warmUp = descent.warmUp();
    finalRate = descent.finalRate();
    maxGradNorm = descent.maxGradNorm();
    zLoss = descent.zLoss();
    labelSmoothing = descent.labelSmoothing();
    validationWindows = descent.validationWindows();
    network =
        network == null ? new TransformerSpec(null, null, null, null, null, null, null) : network;
    network.checkBatch(batchSize);
  }

  /** The learner with every other setting at its default. */
  public static Pretraining of(long steps, Optimizer optimizer, TransformerSpec network) {
    return new Pretraining(steps, null, optimizer, null, null, null, null, null, null, network);
  }

  @Override
  public String name() {
    return "pretraining";
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
  public Pretraining at(Stochasticity stochasticity) {
    return DescentSettings.at(this, stochasticity);
  }

  @Override
  public void check(Task task) {
    DescentSettings.text(name(), task);
  }

  @Override
  public Trainee begin(
      Workload workload, Stochasticity stochasticity, Streams streams, Hooks hooks) {
    Text text = DescentSettings.text(name(), workload.task());
    return begin(text, text.alphabet(), stochasticity, streams, hooks, workload.kicks());
  }

  /** A training on a text in an alphabet that may hold further symbols. */
  LanguageTrainee begin(
      Text text,
      Alphabet alphabet,
      Stochasticity stochasticity,
      Streams streams,
      Hooks hooks,
      Kicks kicks) {
    TokenData data = text.read(alphabet, network.context());
    LanguageModel model =
        new LanguageModel(
            DescentSettings.network(network, stochasticity), data.vocabulary(), batchSize, zLoss);
    return new LanguageTrainee(
        descent(),
        model,
        data,
        () -> initial(model, streams),
        new Noise(stochasticity, streams),
        hooks,
        kicks);
  }

  private static float[] initial(LanguageModel model, Streams streams) {
    float[] parameters = new float[model.layout().size()];
    model.transformer().initialise(parameters, streams.fixed("language/initialise").at(0));
    return parameters;
  }

  @Override
  public Optional<String> withoutKernel(Workload workload) {
    return Optional.empty();
  }

  @Override
  public boolean hasKernel(Workload workload, Perturbation perturbation) {
    return LanguageShape.hasKernel(network, perturbation)
        && CohortLearner.super.hasKernel(workload, perturbation);
  }

  @Override
  public Shape shape(Workload workload) {
    Text text = DescentSettings.text(name(), workload.task());
    return LanguageShape.of(descent(), network, text.read(text.alphabet(), network.context()));
  }

  DescentSettings descent() {
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
