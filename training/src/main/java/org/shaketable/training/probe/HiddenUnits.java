package org.shaketable.training.probe;

import java.util.Map;
import org.shaketable.training.network.Network;
import org.shaketable.training.workload.Feature;

/**
 * What the hidden layers of a network say about the inputs that it has just seen. An instance keeps
 * memory from one evaluation to the next.
 */
public final class HiddenUnits {
  /** Inputs on which the rank is measured, at most: its cost is quadratic in them. */
  private static final int RANK_ROWS = 32;

  private final Network network;
  private final FeatureRank rank = new FeatureRank();

  /** The hidden layers of a network. */
  public HiddenUnits(Network network) {
    this.network = network;
  }

  /**
   * Adds the dormant share of all layers and the rank of the last; neither without hidden layers.
   *
   * @param rows how many rows the latest forward pass had
   */
  public void measure(int rows, Map<Feature, Double> features) {
    int last = network.hiddenLayers() - 1;
    if (last < 0) {
      return;
    }
    DormantShare dormant = new DormantShare();
    for (int layer = 0; layer <= last; layer++) {
      dormant.layer(
          network.hidden(layer), network.hiddenStride(layer), rows, network.hiddenWidth(layer));
    }
    features.put(Feature.DORMANT_SHARE, dormant.share());
    features.put(
        Feature.FEATURE_RANK,
        rank.measure(
            network.hidden(last),
            network.hiddenStride(last),
            Math.min(rows, RANK_ROWS),
            network.hiddenWidth(last)));
  }
}
