package org.shaketable.training.language;

import java.util.EnumSet;
import java.util.Set;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Surface;
import org.shaketable.random.Streams;
import org.shaketable.refusal.Refusal;
import org.shaketable.training.descent.Descent;
import org.shaketable.training.optimizer.AdamW;
import org.shaketable.training.optimizer.Optimizer;
import org.shaketable.training.text.Alphabet;
import org.shaketable.training.text.ModularArithmetic;
import org.shaketable.training.text.Text;
import org.shaketable.training.text.TokenData;
import org.shaketable.training.workload.Bounds;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Objective;
import org.shaketable.training.workload.Settings;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Task;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/**
 * A pretrained transformer that learns to write what a reward asks for: it continues prompts of a
 * text, each continuation gets a reward, and the policy gradient of REINFORCE with the mean of the
 * batch's other rewards as baseline (Ahmadian et al., arXiv 2402.14740) raises it, while {@code
 * klCoefficient KL(model || start)} in each position holds it near the start (Ziegler et al., arXiv
 * 1909.08593). A step is one update; performance is the mean reward on validation prompts, in [0,
 * 1].
 *
 * @param start what it starts from; must be given; its network is this learner's
 * @param steps updates in a run; must be given
 * @param reward must be given
 * @param batchSize prompts in an update, at least 2; 32 if not given
 * @param promptLength tokens of a prompt; 4 if not given
 * @param continuation tokens that are sampled behind it; 12 if not given
 * @param klCoefficient weight of the divergence from the start, in reward per nat; 0.05 if not
 *     given
 * @param optimizer AdamW with learning rate 0.001, betas 0.9 and 0.95 and no decay if not given
 * @param warmUp share of the steps in which the learning rate rises straight from 0; 0.05 if not
 *     given
 * @param finalRate share of the highest learning rate that is left at the end; 0.1 if not given
 * @param maxGradNorm largest Euclidean norm of a gradient; 1 if not given, 0 for no limit
 * @param validationPrompts prompts looked at in an evaluation; 128 if not given
 */
public record RewardTuning(
    Start start,
    long steps,
    Reward reward,
    Integer batchSize,
    Integer promptLength,
    Integer continuation,
    Double klCoefficient,
    Optimizer optimizer,
    Double warmUp,
    Double finalRate,
    Double maxGradNorm,
    Integer validationPrompts)
    implements Started {

  public RewardTuning {
    Start.required(start);
    if (reward == null) {
      throw new Refusal("reward", "expected a reward, found none");
    }
    batchSize = Bounds.whole("batch-size", batchSize == null ? 32 : batchSize, 2, 4096);
    promptLength = Bounds.whole("prompt-length", promptLength == null ? 4 : promptLength, 1, 4095);
    continuation = Bounds.whole("continuation", continuation == null ? 12 : continuation, 1, 4095);
    klCoefficient =
        Bounds.number("kl-coefficient", klCoefficient == null ? 0.05 : klCoefficient, 0, 1000);
    optimizer = optimizer == null ? new AdamW(0.001, 0.9, 0.95, 1e-8, 0.0) : optimizer;
    validationPrompts =
        Bounds.whole(
            "validation-prompts", validationPrompts == null ? 128 : validationPrompts, 1, 65_536);
    DescentSettings descent =
        new DescentSettings(
            steps, batchSize, optimizer, warmUp, finalRate, maxGradNorm, null, null, null);
    warmUp = descent.warmUp();
    finalRate = descent.finalRate();
    maxGradNorm = descent.maxGradNorm();
    Start.checkBatch(start, batchSize);
    // The network of a checkpoint is not known before it has been looked up.
    int context = start.network() == null ? Integer.MAX_VALUE : start.network().context();
    if (promptLength + continuation > context) {
      throw new Refusal(
          "continuation",
          "expected at most %d, as the context is %d and a prompt has %d tokens, found %d"
              .formatted(context - promptLength, context, promptLength, continuation));
    }
  }

  @Override
  public String name() {
    return "reward-tuning";
  }

  @Override
  public Set<Engine> engines() {
    return Set.of(Engine.VECTOR);
  }

  @Override
  public Set<Surface> surfaces() {
    Set<Surface> surfaces = Descent.surfaces(optimizer, maxGradNorm);
    surfaces.addAll(
        Set.of(
            Surface.BATCH_SIZE, Surface.SAMPLES, Surface.TOKENS, Surface.REWARDS, Surface.TARGETS));
    return surfaces;
  }

  @Override
  public Objective objective() {
    return new Objective("mean reward of a continuation", "reward", Objective.Goal.MAXIMISE);
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
    return Set.of(
        Stochasticity.Kind.NONE,
        Stochasticity.Kind.GRADIENT_NOISE_FLOOR,
        Stochasticity.Kind.MINIBATCH_SIZE);
  }

  @Override
  public RewardTuning at(Stochasticity stochasticity) {
    return DescentSettings.at(this, stochasticity);
  }

  @Override
  public RewardTuning from(Start other) {
    return Settings.with(this, "start", other);
  }

  @Override
  public void check(Task task) {
    if (DescentSettings.text(name(), task) instanceof ModularArithmetic) {
      throw new Refusal("task", "expected a running text to continue, found " + task.name());
    }
  }

  @Override
  public Trainee begin(
      Workload workload, Stochasticity stochasticity, Streams streams, Hooks hooks) {
    Text text = DescentSettings.text(name(), workload.task());
    Alphabet alphabet = start.text().alphabet().union(text.alphabet());
    TokenData data = text.read(alphabet, promptLength + continuation);
    LanguageModel model = new LanguageModel(start.network(), data.vocabulary(), batchSize, 0);
    return new RewardTrainee(
        this,
        model,
        data,
        alphabet,
        start.parameters(alphabet),
        new Noise(stochasticity, streams),
        hooks,
        workload.kicks());
  }

  DescentSettings descent() {
    return new DescentSettings(
        steps, batchSize, optimizer, warmUp, finalRate, maxGradNorm, null, null, null);
  }
}
