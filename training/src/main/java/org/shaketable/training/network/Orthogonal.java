package org.shaketable.training.network;

import java.util.Arrays;
import java.util.List;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.layout.Tensor;
import org.shaketable.random.RandomStream;

/**
 * Orthogonal weights (Saxe, McClelland and Ganguli, arXiv 1312.6120).
 *
 * <p>The shorter side of a weight matrix becomes an orthonormal set times the gain: normal vectors,
 * orthonormalised in order by Gram and Schmidt's process, carried out twice for full precision
 * (Giraud et al., doi:10.1007/s00211-005-0615-4). The distribution is the Haar measure, as that of
 * a QR decomposition with positive diagonal.
 */
final class Orthogonal {
  private Orthogonal() {}

  /** Draws the weights of each layer and sets its bias to 0; {@code layout} alternates the two. */
  static void draw(
      ParameterLayout layout,
      float[] parameters,
      int offset,
      double hiddenGain,
      double outputGain,
      RandomStream random) {
    List<Tensor> tensors = layout.tensors();
    for (int i = 0; i < tensors.size(); i += 2) {
      Tensor weights = tensors.get(i);
      Tensor bias = tensors.get(i + 1);
      double gain = i + 2 == tensors.size() ? outputGain : hiddenGain;
      draw(weights, parameters, offset, gain, random);
      Arrays.fill(parameters, offset + bias.offset(), offset + bias.end(), 0f);
    }
  }

  private static void draw(
      Tensor weights, float[] parameters, int offset, double gain, RandomStream random) {
    boolean byRow = weights.rows() < weights.columns();
    int count = byRow ? weights.rows() : weights.columns();
    int length = byRow ? weights.columns() : weights.rows();
    int vectorStep = byRow ? weights.columns() : 1;
    int entryStep = byRow ? 1 : weights.columns();
    double[][] vectors = orthonormal(count, length, random);
    for (int v = 0; v < count; v++) {
      for (int e = 0; e < length; e++) {
        parameters[offset + weights.offset() + v * vectorStep + e * entryStep] =
            (float) (gain * vectors[v][e]);
      }
    }
  }

  private static double[][] orthonormal(int count, int length, RandomStream random) {
    double[][] vectors = new double[count][length];
    for (int v = 0; v < count; v++) {
      double[] vector = vectors[v];
      for (int e = 0; e < length; e++) {
        vector[e] = random.nextGaussian();
      }
      for (int pass = 0; pass < 2; pass++) {
        for (int u = 0; u < v; u++) {
          add(vector, -dot(vector, vectors[u]), vectors[u]);
        }
      }
      double norm = Math.sqrt(dot(vector, vector));
      for (int e = 0; e < length; e++) {
        vector[e] /= norm;
      }
    }
    return vectors;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void add(double[] to, double factor, double[] vector) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * vector[i];
    }
  }
}
