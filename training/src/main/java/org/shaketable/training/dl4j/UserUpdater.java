package org.shaketable.training.dl4j;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.shaketable.perturbation.Surface;
import org.shaketable.training.optimizer.OptimizerState;

/**
 * The optimizer of a DL4J model as it is configured, its schedules, clipping and regularisation
 * included.
 *
 * <p>Its memory is copied to arrays laid out as the parameters, one for each that its kind keeps,
 * and back before a step, so that hooks at the memory reach it. A learning rate other than its own
 * scales the step that it makes. A parameter without memory (of a layer with {@code Sgd}, or the
 * running moments of a batch normalisation) has 0 there.
 */
public final class UserUpdater implements OptimizerState {
  private final ComputationGraph graph;
  private final List<float[]> memory = new ArrayList<>();
  private final int size;
  private int updates;

  UserUpdater(ComputationGraph graph) {
    this.graph = graph;
    this.size = (int) graph.numParams();
    for (int i = 0; i < depth(); i++) {
      memory.add(new float[size]);
    }
    copyMemory(Way.OUT);
  }

  private enum Way {
    OUT,
    IN
  }

  private List<UpdaterBlock> blocks() {
    return graph.getUpdater().getUpdaterBlocks();
  }

  private int depth() {
    return blocks().stream().mapToInt(UserUpdater::depth).max().orElse(0);
  }

  private static int depth(UpdaterBlock block) {
    int length = block.getParamOffsetEnd() - block.getParamOffsetStart();
    return (block.getUpdaterViewOffsetEnd() - block.getUpdaterViewOffsetStart()) / length;
  }

  private void copyMemory(Way way) {
    INDArray state = graph.getUpdater().getStateViewArray();
    if (state == null || memory.isEmpty()) {
      return;
    }
    float[] all = new float[(int) state.length()];
    state.data().asNioFloat().get(all, 0, all.length);
    for (UpdaterBlock block : blocks()) {
      int from = block.getParamOffsetStart();
      int length = block.getParamOffsetEnd() - from;
      for (int j = 0; j < depth(block); j++) {
        int at = block.getUpdaterViewOffsetStart() + j * length;
        if (way == Way.OUT) {
          System.arraycopy(all, at, memory.get(j), from, length);
        } else {
          System.arraycopy(memory.get(j), from, all, at, length);
        }
      }
    }
    if (way == Way.IN) {
      state.data().asNioFloat().put(all, 0, all.length);
    }
  }

  /** Whether it has a learning rate. */
  public boolean hasLearningRate() {
    return configured() != null && configured().hasLearningRate();
  }

  /** The surfaces that updates by it have. */
  public Set<Surface> surfaces() {
    Set<Surface> surfaces =
        EnumSet.of(Surface.GRADIENT, Surface.PARAMETERS, Surface.INITIALISATION);
    if (hasLearningRate()) {
      surfaces.add(Surface.LEARNING_RATE);
    }
    if (!memory.isEmpty()) {
      surfaces.add(Surface.OPTIMIZER_STATE);
    }
    return surfaces;
  }

  /** Its own learning rate at an update; 1 where it has none. */
  public double learningRate(long update) {
    return hasLearningRate() ? configured().getLearningRate((int) update, 0) : 1;
  }

  /** The optimizer of the first layer that has one. */
  private IUpdater configured() {
    for (Layer layer : graph.getLayers()) {
      if (layer.conf().getLayer() instanceof BaseLayer base && base.getIUpdater() != null) {
        return base.getIUpdater();
      }
    }
    return null;
  }

  /**
   * One update with the gradient of a batch's mean.
   *
   * @param momentum not used: the optimizer's own counts
   */
  @Override
  public void update(float[] parameters, float[] gradient, double learningRate, double momentum) {
    double own = learningRate(updates);
    float factor = own == 0 || own == learningRate ? 1f : (float) (learningRate / own);
    copyMemory(Way.IN);
    graph.params().data().asNioFloat().put(parameters, 0, size);
    INDArray step = graph.getFlattenedGradients();
    step.data().asNioFloat().put(gradient, 0, size);
    graph.getConfiguration().setIterationCount(updates);
    graph.getUpdater().update(graph.gradient(), updates, 0, 1, LayerWorkspaceMgr.noWorkspaces());
    float[] difference = new float[size];
    step.data().asNioFloat().get(difference, 0, size);
    for (int i = 0; i < size; i++) {
      parameters[i] -= factor * difference[i];
    }
    constrain(parameters);
    copyMemory(Way.OUT);
    updates++;
  }

  private void constrain(float[] parameters) {
    graph.params().data().asNioFloat().put(parameters, 0, size);
    graph.applyConstraints(updates, 0);
    graph.params().data().asNioFloat().get(parameters, 0, size);
  }

  /** The memory as DL4J has it, one vector; empty where it keeps none. */
  public float[] state() {
    INDArray state = graph.getUpdater().getStateViewArray();
    if (state == null) {
      return new float[0];
    }
    copyMemory(Way.IN);
    float[] all = new float[(int) state.length()];
    state.data().asNioFloat().get(all, 0, all.length);
    return all;
  }

  /**
   * Takes over a memory.
   *
   * @param all all state as {@link #state()} gives it
   * @param done updates that are behind it
   */
  public void state(float[] all, int done) {
    INDArray state = graph.getUpdater().getStateViewArray();
    if (state != null) {
      state.data().asNioFloat().put(all, 0, all.length);
      copyMemory(Way.OUT);
    }
    updates = done;
  }

  @Override
  public double momentum() {
    return 0;
  }

  @Override
  public OptimizerState copy() {
    throw new UnsupportedOperationException(
        "Cannot copy the optimizer of a model of DL4J: its memory is part of the model");
  }

  @Override
  public List<float[]> memory() {
    return List.copyOf(memory);
  }
}
