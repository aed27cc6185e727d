package org.shaketable.analytics.learning;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.shaketable.analytics.detection.FeatureWindows;
import org.shaketable.analytics.detection.LearnedModel;
import org.shaketable.analytics.detection.LearnedModels;
import org.shaketable.analytics.precedence.ScoredRun;
import org.shaketable.analytics.stats.metastate.Monitor;
import org.shaketable.analytics.table.ControlKey;

/** A score of a run's past that is studied: what it is worth elsewhere, or with fewer features. */
sealed interface StudiedScore extends Serializable {

  /** The score of windows of the past; NaN where it says nothing. */
  double of(ScoredRun run, double[] windows);

  /**
   * A linear score.
   *
   * @param byFamily the models that may judge runs of a family, by part of the seeds
   */
  record Linear(Map<String, List<LearnedModel>> byFamily) implements StudiedScore {
    @Override
    public double of(ScoredRun run, double[] windows) {
      List<LearnedModel> models = byFamily.get(run.condition().family());
      if (models == null) {
        return Double.NaN;
      }
      LearnedModel model = models.get(LearnedModels.part(run.outcome().replicate(), Lessons.PARTS));
      return model == null ? Double.NaN : model.score(windows);
    }
  }

  /**
   * Hotelling's T2 in a model of some of the features.
   *
   * @param features their places among those of the workload
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Model(Monitor monitor, int[] features) implements Serializable {
    double t2(double[] windows) {
      double[] now = new double[features.length];
      for (int i = 0; i < now.length; i++) {
        now[i] = windows[FeatureWindows.width(features[i])];
      }
      return monitor.position(now, 0).t2();
    }
  }

  /** Distances in the models of the configurations. */
  record Distance(Map<ControlKey, Model> models) implements StudiedScore {
    @Override
    public double of(ScoredRun run, double[] windows) {
      Model model = models.get(run.condition().control());
      return model == null ? Double.NaN : model.t2(windows);
    }
  }
}
