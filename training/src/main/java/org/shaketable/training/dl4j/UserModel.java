package org.shaketable.training.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.layout.Tensor;
import org.shaketable.refusal.Refusal;

/**
 * A user's own DL4J model: any network of layers in a row, and any graph with one input and one
 * output, with its own loss, regularisation and optimizer.
 *
 * <p>Parameters are the caller's flat vector in DL4J's order; those of layers with a state of their
 * own (the running moments of a batch normalisation) are among them. What DL4J draws (dropout) is
 * keyed by an argument, so that a step depends on its arguments alone. Not thread-safe: one per
 * run.
 */
public final class UserModel {
  private static final String WORKSPACE = "SHAKETABLE_USER_MODEL";
  private static final WorkspaceConfiguration CONFIGURATION =
      WorkspaceConfiguration.builder()
          .policyAllocation(AllocationPolicy.OVERALLOCATE)
          .policyLearning(LearningPolicy.FIRST_LOOP)
          .policySpill(SpillPolicy.REALLOCATE)
          .build();

  private final ModelFile file;
  private final ComputationGraph graph;
  private final ParameterLayout layout;
  private final long[] inputShape;
  private final float[] flat;
  private final boolean[] summed;

  /**
   * The model of a file, with the file's parameters, or where it has none with such as DL4J draws.
   *
   * @param inputShape the input shape of one sample, e.g. channels, height, width; none for a row
   * @param seed the seed of the initial parameters where the file has none
   */
  public UserModel(ModelFile file, List<Integer> inputShape, long seed) {
    CudaBackend.enter();
    this.file = file;
    this.graph = graph(file.archive(), seed);
    this.layout = layout(graph);
    this.inputShape = inputShape.stream().mapToLong(Integer::longValue).toArray();
    this.flat = new float[layout.size()];
    this.summed = summed();
    graph.initGradientsView();
  }

  /**
   * Which entries DL4J's gradient has as sums over the batch; the others are what moves a layer's
   * own state, or all where the configuration says so.
   */
  private boolean[] summed() {
    boolean[] summed = new boolean[layout.size()];
    if (graph.getConfiguration().getDefaultConfiguration().isMiniBatch()) {
      for (Layer layer : graph.getLayers()) {
        for (String name : layer.paramTable().keySet()) {
          if (layer.updaterDivideByMinibatch(name)) {
            Tensor tensor = tensor(layer.conf().getLayer().getLayerName() + "_" + name);
            Arrays.fill(summed, tensor.offset(), tensor.end(), true);
          }
        }
      }
    }
    return summed;
  }

  private Tensor tensor(String name) {
    return layout.tensors().stream()
        .filter(tensor -> tensor.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static ComputationGraph graph(ModelArchive archive, long seed) {
    try {
      ComputationGraph graph = configured(archive, seed);
      if (graph.getNumInputArrays() != 1 || graph.getNumOutputArrays() != 1) {
        throw ModelArchive.refused(
            archive.path(),
            "a graph of %d inputs and %d outputs instead of one each"
                .formatted(graph.getNumInputArrays(), graph.getNumOutputArrays()));
      }
      if (graph.params().dataType() != DataType.FLOAT) {
        throw ModelArchive.refused(
            archive.path(),
            "parameters of type %s instead of FLOAT".formatted(graph.params().dataType()));
      }
      return graph;
    } catch (RuntimeException e) {
      if (e instanceof Refusal told) {
        throw told;
      }
      throw ModelArchive.refused(
          archive.path(),
          "a configuration that DL4J refuses (%s)"
              .formatted(String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
  }

  private static ComputationGraph configured(ModelArchive archive, long seed) {
    String text = archive.configuration().text();
    Nd4j.getRandom().setSeed(seed);
    INDArray parameters = archive.trained() ? archive.coefficients() : null;
    ComputationGraph graph;
    if (archive.configuration().graph()) {
      ComputationGraphConfiguration configuration = ComputationGraphConfiguration.fromJson(text);
      configuration.getDefaultConfiguration().setSeed(seed);
      graph = new ComputationGraph(configuration);
      graph.init(parameters, false);
    } else {
      MultiLayerConfiguration configuration = MultiLayerConfiguration.fromJson(text);
      configuration.getConfs().forEach(layer -> layer.setSeed(seed));
      MultiLayerNetwork network = new MultiLayerNetwork(configuration);
      network.init(parameters, false);
      graph = network.toComputationGraph();
    }
    restoreUpdater(archive, graph);
    return graph;
  }

  private static void restoreUpdater(ModelArchive archive, ComputationGraph graph) {
    INDArray state = archive.updaterState();
    if (state != null) {
      INDArray own = graph.getUpdater().getStateViewArray();
      if (own == null || own.length() != state.length()) {
        throw ModelArchive.refused(
            archive.path(), "a memory of the optimizer of another length than its parameters need");
      }
      own.assign(state.reshape(own.shape()));
      state.close();
    }
  }

  private static ParameterLayout layout(ComputationGraph graph) {
    List<Tensor> tensors = new ArrayList<>();
    for (Map.Entry<String, INDArray> entry : graph.paramTable().entrySet()) {
      INDArray view = entry.getValue();
      int rows = (int) (view.ordering() == 'f' ? view.size(view.rank() - 1) : view.size(0));
      int offset = (int) (view.offset() - graph.params().offset());
      tensors.add(new Tensor(entry.getKey(), offset, rows, (int) (view.length() / rows)));
    }
    tensors.sort(Comparator.comparingInt(Tensor::offset));
    return new ParameterLayout(tensors);
  }

  /** Names and places of the parameters, as DL4J names them. */
  public ParameterLayout layout() {
    return layout;
  }

  /**
   * JSON of the layers in a row, for whoever makes the network elsewhere.
   *
   * @throws IllegalArgumentException where the model is a graph
   */
  public String configuration() {
    ModelArchive archive = file.archive();
    if (archive.configuration().graph()) {
      throw new Refusal(
          "network",
          "expected a row of layers (DL4J's MultiLayerConfiguration), which workers average, found"
              + " a graph in "
              + archive.path());
    }
    return archive.configuration().text();
  }

  /** A copy of the parameters as they are. */
  public float[] parameters() {
    read(graph.params());
    return flat.clone();
  }

  /** The model's own optimizer, with the memory that the file has. */
  public UserUpdater updater() {
    return new UserUpdater(graph);
  }

  /**
   * Mean loss of a batch with the model's own loss and regularisation, as DL4J scores it; the
   * gradient, of the mean, goes to the array.
   *
   * @param inputs row-major, {@code rows} rows
   * @param targets row-major, {@code rows} rows
   * @param key the key of what is drawn (dropout), one for each update
   */
  public double gradient(
      float[] parameters, float[] inputs, float[] targets, int rows, long key, float[] gradient) {
    set(parameters);
    // ND4J takes 0 as no seed.
    Nd4j.getRandom().setSeed(key == 0 ? 1 : key);
    try (MemoryWorkspace scope = open()) {
      graph.setInputs(array(inputs, rows, inputShape));
      graph.setLabels(array(targets, rows, new long[0]));
      graph.computeGradientAndScore();
      read(graph.getFlattenedGradients());
      graph.clear();
    }
    for (int i = 0; i < flat.length; i++) {
      gradient[i] = summed[i] ? flat[i] / rows : flat[i];
    }
    return graph.score();
  }

  /** The model's outputs for rows of inputs, as at test time: {@code rows} rows without gaps. */
  public float[] outputs(float[] parameters, float[] inputs, int rows) {
    set(parameters);
    try (INDArray x = array(inputs, rows, inputShape);
        INDArray y = graph.output(false, x)[0]) {
      if (y.rank() != 2) {
        throw ModelArchive.refused(
            file.dl4j(), "an output of %d axes instead of one row a sample".formatted(y.rank()));
      }
      return (y.ordering() == 'c' ? y : y.dup('c')).data().asFloat();
    }
  }

  /** What is made outside of DL4J's own workspaces lives here, until the scope is closed. */
  static MemoryWorkspace open() {
    return Nd4j.getWorkspaceManager().getAndActivateWorkspace(CONFIGURATION, WORKSPACE);
  }

  private void set(float[] parameters) {
    graph.params().data().asNioFloat().put(parameters, 0, layout.size());
  }

  private void read(INDArray view) {
    view.data().asNioFloat().get(flat, 0, flat.length);
  }

  private static INDArray array(float[] values, int rows, long[] shape) {
    long[] whole = new long[Math.max(2, shape.length + 1)];
    whole[0] = rows;
    whole[1] = values.length / rows;
    System.arraycopy(shape, 0, whole, 1, shape.length);
    return Nd4j.create(values, whole, 'c');
  }
}
