package org.shaketable.training.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.shaketable.layout.Tensor;
import org.shaketable.random.RandomStream;
import org.shaketable.refusal.Refusal;

class UserModelTest {
  private static final int ROWS = 12;
  private static final int CLASSES = 3;

  @TempDir Path folder;

  /** A model, the shape of a sample for it, and a name for messages. */
  private record Example(String name, Model model, List<Integer> shape, int columns) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Example> examples() {
    return Stream.of(
        new Example("dense, Adam, L2", dense(new Adam(0.01), 0), List.of(), 4),
        new Example(
            "dense, Nesterov with a schedule",
            dense(
                new Nesterovs(new ExponentialSchedule(ScheduleType.ITERATION, 0.05, 0.99), 0.9), 0),
            List.of(),
            4),
        new Example("dense, descent with dropout", dense(new Sgd(0.1), 0.8), List.of(), 4),
        new Example("convolution and batch normalisation", convolutional(), List.of(), 36),
        new Example("the same on channels", channels(), List.of(1, 6, 6), 36),
        new Example("recurrent graph", recurrent(), List.of(2, 5), 10));
  }

  private static MultiLayerNetwork dense(IUpdater updater, double retained) {
    var builder = new NeuralNetConfiguration.Builder().seed(3).updater(updater).l2(0.01);
    var hidden = new DenseLayer.Builder().nIn(4).nOut(8).activation(Activation.TANH);
    if (retained > 0) {
      hidden.dropOut(retained);
    }
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            builder
                .list()
                .layer(hidden.build())
                .layer(new DenseLayer.Builder().nIn(8).nOut(5).activation(Activation.RELU).build())
                .layer(output(5))
                .build());
    network.init();
    return network;
  }

  private static OutputLayer output(int inputs) {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nIn(inputs)
        .nOut(CLASSES)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static MultiLayerNetwork convolutional() {
    return convolutional(InputType.convolutionalFlat(6, 6, 1));
  }

  private static MultiLayerNetwork channels() {
    return convolutional(InputType.convolutional(6, 6, 1));
  }

  private static MultiLayerNetwork convolutional(InputType input) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(4)
                .updater(new Adam(0.01))
                .list()
                .layer(
                    new ConvolutionLayer.Builder(3, 3)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build())
                .layer(new BatchNormalization.Builder().build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT).nOut(CLASSES).build())
                .setInputType(input)
                .build());
    network.init();
    return network;
  }

  private static ComputationGraph recurrent() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(new Adam(0.01))
                .graphBuilder()
                .addInputs("in")
                .addLayer("lstm", new LSTM.Builder().nIn(2).nOut(4).build(), "in")
                .addLayer("pooled", new GlobalPoolingLayer.Builder().build(), "lstm")
                .addLayer("out", output(4), "pooled")
                .setOutputs("out")
                .build());
    graph.init();
    return graph;
  }

  private ModelFile saved(Model model) throws IOException {
    Path file = folder.resolve("model.zip");
    ModelSerializer.writeModel(model, file.toFile(), true);
    return new ModelFile(file.toString(), null);
  }

  private static float[] inputs(int columns, int batch) {
    RandomStream random = RandomStream.of(9, "inputs", batch);
    float[] inputs = new float[ROWS * columns];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (float) random.nextGaussian();
    }
    return inputs;
  }

  private static float[] targets(int batch) {
    RandomStream random = RandomStream.of(9, "labels", batch);
    float[] targets = new float[ROWS * CLASSES];
    for (int i = 0; i < ROWS; i++) {
      targets[i * CLASSES + random.nextInt(CLASSES)] = 1;
    }
    return targets;
  }

  private static float[] trained(ModelFile file, Example example, int updates) {
    UserModel model = new UserModel(file, example.shape(), 1);
    UserUpdater updater = model.updater();
    float[] parameters = model.parameters();
    float[] gradient = new float[parameters.length];
    for (int update = 0; update < updates; update++) {
      float[] inputs = inputs(example.columns(), update);
      model.gradient(parameters, inputs, targets(update), ROWS, update, gradient);
      updater.update(parameters, gradient, updater.learningRate(update), 0);
    }
    return parameters;
  }

  @ParameterizedTest
  @MethodSource("examples")
  void updatesAreThoseOfDl4jsOwnFit(Example example) throws IOException {
    ModelFile file = saved(example.model());
    float[] ours = trained(file, example, 30);
    for (int update = 0; update < 30; update++) {
      fit(example, update);
    }
    float[] theirs = example.model().params().dup().data().asFloat();
    boolean drawn = example.name().contains("dropout");
    assertThat(ours).hasSameSizeAs(theirs);
    if (!drawn) {
      assertThat(ours).containsExactly(theirs, within(2e-6f));
    }
    assertThat(ours).isEqualTo(trained(file, example, 30));
  }

  private static void fit(Example example, int update) {
    long[] shape = new long[Math.max(2, example.shape().size() + 1)];
    shape[0] = ROWS;
    shape[1] = example.columns();
    for (int i = 0; i < example.shape().size(); i++) {
      shape[i + 1] = example.shape().get(i);
    }
    INDArray x = Nd4j.create(inputs(example.columns(), update), shape, 'c');
    INDArray y = Nd4j.create(targets(update), new long[] {ROWS, CLASSES}, 'c');
    if (example.model() instanceof MultiLayerNetwork network) {
      network.fit(x, y);
    } else {
      ((ComputationGraph) example.model()).fit(new INDArray[] {x}, new INDArray[] {y});
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void tensorsCoverTheParametersWithoutGaps(Example example) throws IOException {
    UserModel model = new UserModel(saved(example.model()), example.shape(), 1);
    int end = 0;
    for (Tensor tensor : model.layout().tensors()) {
      assertThat(tensor.offset()).isEqualTo(end);
      end = tensor.end();
    }
    assertThat(end).isEqualTo(model.parameters().length);
  }

  @Test
  void theGradientIsTheSlopeOfTheLoss() throws IOException {
    Example example = examples().toList().get(3);
    UserModel model = new UserModel(saved(example.model()), example.shape(), 1);
    float[] parameters = model.parameters();
    float[] gradient = new float[parameters.length];
    float[] ignored = new float[parameters.length];
    float[] inputs = inputs(36, 0);
    model.gradient(parameters, inputs, targets(0), ROWS, 0, gradient);
    Tensor weights = model.layout().tensors().get(0);
    for (int i = weights.offset(); i < weights.end(); i += 5) {
      float[] moved = parameters.clone();
      moved[i] += 1e-2f;
      double above = model.gradient(moved, inputs, targets(0), ROWS, 0, ignored);
      moved[i] -= 2e-2f;
      double below = model.gradient(moved, inputs, targets(0), ROWS, 0, ignored);
      assertThat((double) gradient[i]).isCloseTo((above - below) / 2e-2, within(2e-3));
    }
  }

  @Test
  void theMemoryIsLaidOutAsTheParametersAndCounts() throws IOException {
    ModelFile file = saved(dense(new Adam(0.01), 0));
    UserModel model = new UserModel(file, List.of(), 1);
    UserUpdater updater = model.updater();
    assertThat(updater.memory()).hasSize(2);
    float[] parameters = model.parameters();
    float[] gradient = new float[parameters.length];
    model.gradient(parameters, inputs(4, 0), targets(0), ROWS, 0, gradient);
    float[] kept = gradient.clone();
    updater.update(parameters, gradient.clone(), 0.01, 0);
    float[] first = updater.memory().get(0).clone();
    assertThat(updater.memory().get(1)[0]).isPositive();
    for (int i = 0; i < kept.length; i++) {
      assertThat(first[i]).isCloseTo(0.1f * kept[i], within(2e-3f));
    }
    updater.update(parameters, kept.clone(), 0.01, 0);
    assertThat(updater.memory().get(0)[0]).isCloseTo(1.9f * first[0], within(1e-4f));
    updater.memory().forEach(memory -> Arrays.fill(memory, 0));
    updater.update(parameters, kept.clone(), 0.01, 0);
    assertThat(updater.memory().get(0)[0]).isCloseTo(first[0], within(1e-4f));
  }

  @Test
  void aLearningRateOfAnotherSizeScalesTheStep() throws IOException {
    ModelFile file = saved(dense(new Adam(0.01), 0));
    float[] start = new UserModel(file, List.of(), 1).parameters();
    float[] once = stepped(file, 0.01);
    float[] twice = stepped(file, 0.02);
    for (int i = 0; i < start.length; i++) {
      assertThat(twice[i] - start[i]).isCloseTo(2 * (once[i] - start[i]), within(1e-6f));
    }
  }

  private static float[] stepped(ModelFile file, double rate) {
    UserModel model = new UserModel(file, List.of(), 1);
    float[] parameters = model.parameters();
    float[] gradient = new float[parameters.length];
    model.gradient(parameters, inputs(4, 0), targets(0), ROWS, 0, gradient);
    model.updater().update(parameters, gradient, rate, 0);
    return parameters;
  }

  @Test
  void aConfigurationAloneIsInitialisedBySeed() throws IOException {
    Path file = folder.resolve("model.json");
    Files.writeString(file, dense(new Adam(0.01), 0).getLayerWiseConfigurations().toJson());
    ModelFile model = new ModelFile(file.toString(), null);
    float[] one = new UserModel(model, List.of(), 1).parameters();
    assertThat(one).isEqualTo(new UserModel(model, List.of(), 1).parameters());
    assertThat(one).isNotEqualTo(new UserModel(model, List.of(), 2).parameters());
  }

  @Test
  void memoryStaysFlatOverTenThousandUpdates() throws IOException {
    Example example = new Example("dense", dense(new Adam(0.001), 0), List.of(), 4);
    ModelFile file = saved(example.model());
    UserModel model = new UserModel(file, List.of(), 1);
    UserUpdater updater = model.updater();
    float[] parameters = model.parameters();
    float[] gradient = new float[parameters.length];
    long before = 0;
    for (int update = 0; update < 10_000; update++) {
      if (update == 3000) {
        before = residentKilobytes();
      }
      model.gradient(
          parameters, inputs(4, update % 7), targets(update % 7), ROWS, update, gradient);
      updater.update(parameters, gradient, 0.001, 0);
    }
    // Where pointers are not collected, 7,000 updates leave 300 MB behind; the heap may grow by
    // less.
    assertThat(residentKilobytes() - before).isLessThan(150_000);
  }

  private static long residentKilobytes() throws IOException {
    System.gc();
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aClassThatIsNotDl4jsIsRefusedBeforeItIsLoaded() throws IOException {
    String json = dense(new Sgd(0.1), 0).getLayerWiseConfigurations().toJson();
    String hostile =
        json.replace("org.nd4j.linalg.learning.config.Sgd", "javax.script.ScriptEngineManager");
    assertThat(hostile).isNotEqualTo(json);
    Path file = Files.writeString(folder.resolve("hostile.json"), hostile);
    assertThatThrownBy(() -> new ModelFile(file.toString(), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid dl4j: expected a model of DL4J (a .zip of its ModelSerializer, the JSON of a"
                + " configuration, or a model of Keras in HDF5), found the class"
                + " javax.script.ScriptEngineManager, which is not DL4J's own and is not loaded, in"
                + " "
                + file);
  }

  @Test
  void anArrayThatSaysToBeLongerThanItIsIsRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("configuration.json"));
      zip.write(
          dense(new Sgd(0.1), 0)
              .getLayerWiseConfigurations()
              .toJson()
              .getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
      zip.putNextEntry(new ZipEntry("coefficients.bin"));
      DataOutputStream out = new DataOutputStream(zip);
      out.writeUTF("MIXED_DATA_TYPES");
      out.writeLong(1L << 40);
      out.writeUTF("LONG");
      out.flush();
      zip.closeEntry();
    }
    Path file = Files.write(folder.resolve("long.zip"), bytes.toByteArray());
    ModelFile model = new ModelFile(file.toString(), null);
    assertThatThrownBy(() -> new UserModel(model, List.of(), 1))
        .hasMessageStartingWith("Invalid dl4j: expected a model of DL4J")
        .hasMessageContaining("found 1099511627776 values where fewer are stored");
  }

  @Test
  void anArchiveThatUnpacksToFarMoreThanItIsIsRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("coefficients.bin"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        zip.write(zeros);
      }
      zip.closeEntry();
    }
    Path file = Files.write(folder.resolve("bomb.zip"), bytes.toByteArray());

    assertThat(Files.size(file)).isLessThan(100_000);
    assertThatThrownBy(() -> new ModelFile(file.toString(), null))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("bytes in its entry coefficients.bin");
  }

  @Test
  void whatIsNoModelIsRefusedInOneLine() throws IOException {
    refused("no model", "a text that is no JSON");
    refused("[".repeat(100_000), "a text that is no JSON");
    refused("{\"a\": 1}", "a JSON text without layers and vertices");
    refused("{\"confs\": [1, 2]}", "a configuration that DL4J refuses");
    Path zip = folder.resolve("model.zip");
    ModelSerializer.writeModel(dense(new Sgd(0.1), 0), zip.toFile(), true);
    byte[] whole = Files.readAllBytes(zip);
    Path cut = Files.write(folder.resolve("cut.zip"), Arrays.copyOf(whole, 300));
    assertThatThrownBy(() -> new ModelFile(cut.toString(), null))
        .hasMessageContaining("found a broken archive");
  }

  private void refused(String text, String found) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.json"), text);
    assertThatThrownBy(() -> new UserModel(new ModelFile(file.toString(), null), List.of(), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found " + found);
  }
}
