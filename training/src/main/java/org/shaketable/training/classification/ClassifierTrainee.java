package org.shaketable.training.classification;

import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.ParameterLayout;
import org.shaketable.perturbation.Surface;
import org.shaketable.random.RandomStream;
import org.shaketable.training.data.DataSet;
import org.shaketable.training.data.GeneratedData;
import org.shaketable.training.optimizer.GlobalNorm;
import org.shaketable.training.optimizer.HookedUpdate;
import org.shaketable.training.probe.KullbackLeibler;
import org.shaketable.training.probe.Residuals;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Features;
import org.shaketable.training.workload.GradientNoiseFloor;
import org.shaketable.training.workload.Measurement;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/** One training of a classifier. */
final class ClassifierTrainee implements Trainee {
  /** Gains of the orthogonal initial weights. */
  private static final double GAIN = 1;

  private final Classification settings;
  private final Hooks hooks;
  private final DataSet data;
  private final Classifier classifier;
  private final ParameterLayout layout;
  private final Batch batch;
  private final HookedUpdate optimizer;
  private final GradientNoiseFloor noiseFloor;
  private final ClassifierProbes probes;
  private final Residuals losses = new Residuals();

  private final float[] parameters;
  private final float[] gradient;
  private double gradientNorm = Double.NaN;
  private double learningRate;
  private long step;

  ClassifierTrainee(Workload workload, Stochasticity stochasticity, long seed, Hooks hooks) {
    this.settings = (Classification) workload.learner();
    this.hooks = hooks;
    this.data = ((GeneratedData) workload.task()).generate();
    this.classifier =
        new Classifier(
            workload.engine(),
            settings.network(),
            data.train().columns(),
            data.classes(),
            settings.batchSize(),
            settings.entropyCoefficient(stochasticity));
    this.layout = classifier.layout();
    this.parameters = new float[layout.size()];
    this.gradient = new float[layout.size()];
    this.batch = new Batch(data.train(), seed, settings.batchSize());
    this.optimizer = new HookedUpdate(settings.optimizer(), settings.maxGradNorm(), layout, hooks);
    this.noiseFloor = new GradientNoiseFloor(stochasticity, seed);
    this.probes = new ClassifierProbes(classifier, data.test(), batch, settings.labelSmoothing());
    RandomStream random = RandomStream.of(seed, "classification/initialise", 0);
    classifier.network().initialise(parameters, 0, GAIN, GAIN, random);
    hooks.start(parameters, layout);
  }

  @Override
  public long step() {
    return step;
  }

  @Override
  public void advance(long until) throws Diverged {
    while (step < until) {
      if (step == until - 1) {
        probes.beforeLastUpdate(parameters);
      }
      update();
      step++;
    }
  }

  private void update() throws Diverged {
    hooks.parameters(step, step, parameters, layout);
    double size = hooks.setting(Surface.BATCH_SIZE, step, step, settings.batchSize());
    batch.read(step, (int) size, data.classes(), hooks);
    double smoothing =
        hooks.setting(Surface.LABEL_SMOOTHING, step, step, settings.labelSmoothing());
    double loss = classifier.gradient(parameters, batch, smoothing, gradient);
    Diverged.check(loss, "loss", step);
    losses.add(loss);
    noiseFloor.add(gradient, layout.size(), step);
    gradientNorm = optimizer.clip(step, step, gradient);
    Diverged.check(gradientNorm, "gradient", step);
    learningRate = optimizer.apply(step, step, parameters, gradient, settings.learningRate(step));
    Diverged.check(GlobalNorm.of(parameters, layout.size()), "parameters", step);
  }

  @Override
  public Measurement measure(int index) {
    Features features = probes.measure(parameters, step, gradientNorm, learningRate, losses);
    double loss = losses.mean();
    losses.clear();
    return new Measurement(classifier.accuracy(parameters, data.test()), loss, features);
  }

  @Override
  public ParameterLayout layout() {
    return layout;
  }

  @Override
  public float[] parameters() {
    return parameters.clone();
  }

  @Override
  public float[] probeOutputs() {
    return probes.outputs(parameters);
  }

  @Override
  public double functionDistance(float[] referenceOutputs) {
    return KullbackLeibler.of(referenceOutputs, probeOutputs(), data.classes());
  }
}
