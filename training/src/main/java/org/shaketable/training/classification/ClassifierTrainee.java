package org.shaketable.training.classification;

import java.util.EnumMap;
import java.util.Map;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Surface;
import org.shaketable.random.RandomStream;
import org.shaketable.random.Streams;
import org.shaketable.training.cohort.CohortTrainee;
import org.shaketable.training.cohort.Ending;
import org.shaketable.training.cohort.Member;
import org.shaketable.training.cohort.UpdatePlanner;
import org.shaketable.training.data.DataSet;
import org.shaketable.training.data.LabelledData;
import org.shaketable.training.descent.Descent;
import org.shaketable.training.descent.KickedCopies;
import org.shaketable.training.probe.KullbackLeibler;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Features;
import org.shaketable.training.workload.GradientNoiseFloor;
import org.shaketable.training.workload.Measurement;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Workload;

/** One training of a classifier. */
final class ClassifierTrainee implements CohortTrainee {
  /** Gains of the orthogonal initial weights. */
  private static final double GAIN = 1;

  private final Classification settings;
  private final Hooks hooks;
  private final LabelledData task;
  private final DataSet data;
  private final Classifier classifier;
  private final SampleBatch batch;
  private final GradientNoiseFloor noiseFloor;
  private final Streams streams;
  private final Descent descent;
  private final ClassifierProbes probes;
  private final Ending ending = new Ending();

  ClassifierTrainee(Workload workload, Stochasticity stochasticity, Streams streams, Hooks hooks) {
    this.settings = (Classification) workload.learner();
    this.hooks = hooks;
    this.streams = streams;
    this.noiseFloor = new GradientNoiseFloor(stochasticity, streams);
    this.task = (LabelledData) workload.task();
    this.data = task.read();
    this.classifier =
        new Classifier(
            workload.engine(),
            settings.network(),
            data.train().columns(),
            data.classes(),
            settings.batchSize(),
            settings.entCoef(),
            task.lossWeights());
    this.batch = new SampleBatch(data.train(), data.inputScale(), streams, settings.batchSize());
    this.descent =
        new Descent(
            classifier.layout(),
            initial(),
            settings.optimizer(),
            settings.maxGradNorm(),
            noiseFloor,
            hooks);
    this.probes =
        new ClassifierProbes(
            classifier,
            data.test(),
            batch,
            settings.labelSmoothing(),
            descent,
            KickedCopies.of(workload.kicks(), streams, this::latestGradient));
  }

  private void latestGradient(int update, float[] parameters, float[] gradient) {
    classifier.gradient(parameters, batch, settings.labelSmoothing(), gradient);
  }

  @Override
  public long step() {
    return descent.updates();
  }

  @Override
  public void advance(long until) throws Diverged {
    ending.check();
    descent.advance(until, settings::learningRate, this::loss);
  }

  @Override
  public float[] initial() {
    float[] parameters = new float[classifier.layout().size()];
    RandomStream random = streams.fixed("classification/initialise").at(0);
    classifier.network().initialise(parameters, 0, GAIN, GAIN, random);
    return parameters;
  }

  @Override
  public Member member() {
    UpdatePlanner planner =
        new UpdatePlanner(
            layout(), settings.optimizer(), settings.maxGradNorm(), noiseFloor, hooks);
    return new ClassifierMember(this, settings, task, streams, hooks, batch, planner);
  }

  @Override
  public Descent descent() {
    return descent;
  }

  @Override
  public Ending ending() {
    return ending;
  }

  private double loss(long step, long event, float[] parameters, float[] gradient) {
    double size = hooks.setting(Surface.BATCH_SIZE, step, event, settings.batchSize());
    batch.read(step, (int) size, data.classes(), hooks);
    double smoothing =
        hooks.setting(Surface.LABEL_SMOOTHING, step, event, settings.labelSmoothing());
    return classifier.gradient(parameters, batch, smoothing, gradient);
  }

  @Override
  public Measurement measure(int index) {
    Map<Feature, Double> features = new EnumMap<>(Feature.class);
    double accuracy = probes.measure(features);
    double loss = descent.losses().mean();
    descent.losses().clear();
    return new Measurement(accuracy, loss, new Features(features));
  }

  @Override
  public double performance(int index) {
    return classifier.accuracy(descent.parameters(), data.test());
  }

  @Override
  public ParameterLayout layout() {
    return descent.layout();
  }

  @Override
  public float[] parameters() {
    return descent.parameters().clone();
  }

  @Override
  public float[] probeOutputs() {
    return probes.outputs();
  }

  @Override
  public double functionDistance(float[] referenceOutputs) {
    return KullbackLeibler.of(referenceOutputs, probeOutputs(), data.classes());
  }

  @Override
  public double heldOutLoss(float[] parameters) {
    return classifier.loss(parameters, data.test());
  }
}
