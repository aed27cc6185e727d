package org.shaketable.training.language;

import java.util.List;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.perturbation.LayerReset;
import org.shaketable.perturbation.Perturbation;
import org.shaketable.training.arithmetic.Gemm;
import org.shaketable.training.gpu.Bytes;
import org.shaketable.training.gpu.Kernel;
import org.shaketable.training.gpu.Network;
import org.shaketable.training.gpu.Shape;
import org.shaketable.training.gpu.Structure;
import org.shaketable.training.text.TokenData;
import org.shaketable.training.text.Windows;
import org.shaketable.training.transformer.Transformer;
import org.shaketable.training.transformer.TransformerSpec;

/**
 * What trainings of language models of one workload have in common, for {@code transformer.cu}.
 *
 * @param structure the transformer; a row is a position, its number the loss there
 */
record LanguageShape(
    DescentSettings settings, TransformerSpec network, TokenData data, Structure structure)
    implements Shape {
  /** An act's tensors are a bit each. */
  private static final int MOST_TENSORS = 64;

  static LanguageShape of(DescentSettings settings, TransformerSpec network, TokenData data) {
    return new LanguageShape(
        settings,
        network,
        data,
        new Structure(
            Transformer.layout(network, data.vocabulary()),
            new Positions(network, data.vocabulary(), settings.batchSize(), data.train().length()),
            settings.optimizer(),
            settings.maxGradNorm() > 0));
  }

  /** Whether a transformer has room for what a disturbance does. */
  static boolean hasKernel(TransformerSpec network, Perturbation perturbation) {
    ParameterLayout layout = Transformer.layout(network, 2);
    return !(perturbation instanceof LayerReset) || layout.tensors().size() <= MOST_TENSORS;
  }

  /** The tokens and targets that the windows are of. */
  static List<Bytes> constants(Windows windows) {
    return List.of(
        new Bytes().add(windows.tokens(), windows.tokens().length),
        new Bytes().add(windows.targets(), windows.targets().length));
  }

  /** The transformer's activations, as {@code transformer.cu} has them. */
  private record Positions(TransformerSpec spec, int vocabulary, int sequences, int length)
      implements Network {
    @Override
    public int batch() {
      return sequences * length;
    }

    @Override
    public int rowNumbers() {
      return 1;
    }

    private long scores() {
      return (long) sequences * spec.heads() * length * Gemm.pad(length);
    }

    private long headColumns() {
      return (long) spec.heads() * Gemm.pad(spec.headWidth());
    }

    private long norm() {
      return 2L * spec.width() + 1;
    }

    private long layer() {
      long heads =
          spec.queryKeyNorm() == TransformerSpec.QueryKeyNorm.NONE
              ? 0
              : 2L * spec.width() + 2L * spec.heads();
      long row = 2 * norm() + 4 * headColumns() + 2L * spec.feedForwardWidth() + heads;
      return batch() * row + scores();
    }

    @Override
    public long floats() {
      long row =
          2
              + 4L * spec.width()
              + Gemm.pad(vocabulary)
              + 4 * headColumns()
              + spec.feedForwardWidth()
              + norm();
      return batch() * row + scores() + spec.layers() * layer();
    }
  }

  @Override
  public Kernel kernel() {
    return Kernel.TRANSFORMER;
  }

  @Override
  public int tables() {
    return LanguagePlan.TABLES;
  }

  /** The gradient of a batch in parts. */
  @Override
  public long ownBytes() {
    return 4L * structure.layout().size();
  }

  /** The model's activations, some vectors, the text. */
  @Override
  public long hostBytes() {
    long text = 2L * (data.train().tokens().length + data.validation().tokens().length);
    return 4 * (structure.network().floats() + 12L * structure.layout().size() + text);
  }

  @Override
  public void describe(Bytes to) {
    Windows windows = data.train();
    to.add(settings.zLoss().doubleValue());
    to.add(network.layers()).add(network.width()).add(network.heads()).add(network.context());
    to.add(windows.length()).add(data.vocabulary()).add(windows.stride());
    to.add(network.head() == TransformerSpec.Head.TIED ? 1 : 0);
    to.add(network.queryKeyNorm() == TransformerSpec.QueryKeyNorm.NONE ? 0 : 1);
    to.add(settings.batchSize());
  }
}
