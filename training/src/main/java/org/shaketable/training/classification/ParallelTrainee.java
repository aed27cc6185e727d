package org.shaketable.training.classification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.perturbation.Hooks;
import org.shaketable.random.NamedStream;
import org.shaketable.random.Streams;
import org.shaketable.training.averaging.Averaged;
import org.shaketable.training.averaging.Averaging;
import org.shaketable.training.averaging.Round;
import org.shaketable.training.averaging.Share;
import org.shaketable.training.data.DataSet;
import org.shaketable.training.data.LabelledData;
import org.shaketable.training.dl4j.UserModel;
import org.shaketable.training.dl4j.UserUpdater;
import org.shaketable.training.optimizer.GlobalNorm;
import org.shaketable.training.probe.KullbackLeibler;
import org.shaketable.training.probe.Norm;
import org.shaketable.training.probe.ParameterVelocity;
import org.shaketable.training.probe.PredictiveEntropy;
import org.shaketable.training.probe.ResidualWindow;
import org.shaketable.training.probe.Residuals;
import org.shaketable.training.probe.UpdateToWeightRatio;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Features;
import org.shaketable.training.workload.Measurement;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/** One data-parallel training, as the place that averages sees it. */
final class ParallelTrainee implements Trainee {
  /** What can be measured where workers compute the gradients. */
  static final Set<Feature> FEATURES =
      Collections.unmodifiableSet(
          EnumSet.of(
              Feature.PREDICTIVE_ENTROPY,
              Feature.WEIGHT_NORM,
              Feature.PARAMETER_VELOCITY,
              Feature.RESIDUAL_VARIANCE,
              Feature.RESIDUAL_KURTOSIS,
              Feature.UPDATE_TO_WEIGHT_RATIO));

  private final ParallelClassification settings;
  private final Hooks hooks;
  private final DataSet data;
  private final NamedStream draws;
  private final UserModel model;
  private final UserUpdater updater;
  private final SampleBatch samples;
  private final TestOutputs outputs;
  private final ParameterVelocity velocity;
  private final Residuals losses = new Residuals();
  private final ResidualWindow window = new ResidualWindow();
  private final Averages averages;
  private float[] parameters;
  private long rounds;

  ParallelTrainee(Workload workload, Streams streams, Hooks hooks) {
    this.settings = (ParallelClassification) workload.learner();
    this.hooks = hooks;
    this.data = ((LabelledData) workload.task()).read();
    this.draws = streams.named("data-parallel/draws");
    this.model = settings.model(streams.fixed("data-parallel/initialise").at(0).nextLong());
    this.updater = model.updater();
    this.samples =
        new SampleBatch(data.train(), data.inputScale(), streams, settings.samplesOfRound());
    this.outputs = new TestOutputs(model, data);
    this.velocity = new ParameterVelocity(model.layout().size());
    this.parameters = model.parameters();
    hooks.start(parameters, model.layout());
    this.averages = new Averages(hooks.exposures());
  }

  @Override
  public long step() {
    return rounds * settings.averagingFrequency();
  }

  @Override
  public void advance(long until) throws Diverged {
    while (step() < until) {
      round(step());
    }
  }

  private void round(long step) throws Diverged {
    hooks.parameters(step, rounds, parameters, layout());
    for (float[] memory : updater.memory()) {
      hooks.optimizerState(step, rounds, memory, layout());
    }
    averages.add(parameters);
    samples.readRound(step, rounds, data.classes(), settings.workers(), hooks);
    int[] missing = new int[settings.workers()];
    hooks.workers(step, rounds, missing, missing.length);
    Averaged averaged =
        Averaging.here()
            .average(
                new Round(
                    model.configuration(),
                    parameters,
                    updater.state(),
                    Math.toIntExact(step),
                    settings.batchSize(),
                    settings.inputShape(),
                    draws.key(step, rounds),
                    shares(missing)));
    Diverged.check(averaged.score(), "loss", step);
    losses.add(averaged.score());
    window.add(averaged.score());
    float[] average = averaged.parameters();
    hooks.average(step, rounds, average, parameters, layout());
    Diverged.check(GlobalNorm.of(average, average.length), "parameters", step);
    parameters = average;
    updater.state(averaged.memory(), Math.toIntExact(step) + settings.averagingFrequency());
    rounds++;
  }

  private List<Share> shares(int[] missing) {
    List<Share> shares = new ArrayList<>();
    for (int worker = 0; worker < missing.length; worker++) {
      if (missing[worker] != Hooks.ABSENT) {
        float[] start = missing[worker] == 0 ? null : averages.before(missing[worker]);
        shares.add(share(worker, start));
      }
    }
    return shares;
  }

  private Share share(int worker, float[] start) {
    int columns = data.train().columns();
    int rows = settings.batchSize();
    List<float[]> inputs = new ArrayList<>();
    List<float[]> targets = new ArrayList<>();
    for (int update = 0; update < settings.averagingFrequency(); update++) {
      int from = (worker * settings.averagingFrequency() + update) * rows;
      inputs.add(Arrays.copyOfRange(samples.inputs(), from * columns, (from + rows) * columns));
      float[] classes = new float[rows * data.classes()];
      for (int i = 0; i < rows; i++) {
        classes[i * data.classes() + samples.labels[from + i]] = 1f;
      }
      targets.add(classes);
    }
    return new Share(worker, start, inputs, targets);
  }

  @Override
  public Measurement measure(int index) {
    Map<Feature, Double> features = new EnumMap<>(Feature.class);
    int rows = outputs.probedRows();
    features.put(
        Feature.PREDICTIVE_ENTROPY,
        PredictiveEntropy.of(probeOutputs(), data.classes(), rows, data.classes()));
    features.put(Feature.WEIGHT_NORM, Norm.of(parameters, parameters.length));
    features.put(Feature.PARAMETER_VELOCITY, velocity.measure(parameters, step()));
    Residuals residuals = window.evaluated();
    features.put(Feature.RESIDUAL_VARIANCE, residuals.variance());
    features.put(Feature.RESIDUAL_KURTOSIS, residuals.kurtosis());
    if (rounds > 0) {
      features.put(
          Feature.UPDATE_TO_WEIGHT_RATIO,
          UpdateToWeightRatio.of(averages.latest(), parameters, parameters.length));
    }
    double loss = losses.mean();
    losses.clear();
    return new Measurement(performance(index), loss, new Features(features));
  }

  @Override
  public double performance(int index) {
    return outputs.accuracy(parameters);
  }

  @Override
  public ParameterLayout layout() {
    return model.layout();
  }

  @Override
  public float[] parameters() {
    return parameters.clone();
  }

  @Override
  public float[] probeOutputs() {
    return outputs.probed(parameters);
  }

  @Override
  public double functionDistance(float[] referenceOutputs) {
    return KullbackLeibler.of(referenceOutputs, probeOutputs(), data.classes());
  }

  @Override
  public double heldOutLoss(float[] others) {
    return outputs.loss(others);
  }
}
