package org.shaketable.perturbation;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.layout.Tensor;

/**
 * Layers put back to their initial parameters, each with the same probability. A layer is a matrix
 * with the one-row tensors (biases) behind it.
 */
public record LayerReset(double magnitude) implements Perturbation {
  public static final Family FAMILY =
      new Family(
          "layer-reset",
          Dimension.PARAMETER,
          "share of layers",
          1,
          Set.of(Surface.PARAMETERS),
          "layer = initial layer with probability magnitude",
          "Zhang et al., arXiv 1902.01996; Nikishin et al., arXiv 2205.07802");

  public LayerReset {
    FAMILY.check(magnitude);
  }

  @Override
  public Family family() {
    return FAMILY;
  }

  @Override
  public Optional<VectorAct.Source> elsewhere() {
    return Optional.of(LayerReset::restore);
  }

  private static VectorAct restore(Dose dose, ParameterLayout layout) {
    long tensors = 0;
    int layers = 0;
    int resets = 0;
    boolean reset = false;
    for (int i = 0; i < layout.tensors().size(); i++) {
      Tensor tensor = layout.tensors().get(i);
      if (tensor.rows() > 1 || tensor.offset() == 0) {
        reset = dose.strikes();
        layers++;
        resets += reset ? 1 : 0;
      }
      tensors |= reset ? 1L << i : 0;
    }
    return new VectorAct.Restore(tensors, layers, resets);
  }

  @Override
  public Disturbance begin() {
    return new Recording() {
      private float[] initial = new float[0];

      @Override
      public void start(float[] parameters, ParameterLayout layout) {
        initial = Arrays.copyOf(parameters, layout.size());
      }

      @Override
      public void parameters(float[] parameters, ParameterLayout layout, Dose dose) {
        boolean reset = false;
        for (Tensor tensor : layout.tensors()) {
          if (tensor.rows() > 1 || tensor.offset() == 0) {
            reset = dose.strikes();
            record(reset ? 1 : 0);
          }
          if (reset) {
            System.arraycopy(initial, tensor.offset(), parameters, tensor.offset(), tensor.size());
          }
        }
      }
    };
  }
}
