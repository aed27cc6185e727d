package org.shaketable.training.data;

/** Two classifiers without training, as measures of difficulty. */
final class Nearest {
  private Nearest() {}

  static double neighbourAccuracy(DataSet data) {
    Samples train = data.train();
    return accuracy(data.test(), train.inputs(), train.labels());
  }

  static double meanAccuracy(DataSet data) {
    Samples train = data.train();
    float[] means = new float[data.classes() * train.columns()];
    int[] labels = new int[data.classes()];
    for (int i = 0; i < train.rows(); i++) {
      for (int j = 0; j < train.columns(); j++) {
        means[train.labels()[i] * train.columns() + j] +=
            train.inputs()[i * train.columns() + j] * data.classes() / train.rows();
      }
    }
    for (int k = 0; k < labels.length; k++) {
      labels[k] = k;
    }
    return accuracy(data.test(), means, labels);
  }

  private static double accuracy(Samples test, float[] points, int[] labels) {
    int right = 0;
    for (int i = 0; i < test.rows(); i++) {
      int best = 0;
      for (int k = 1; k < labels.length; k++) {
        if (distance(test, i, points, k) < distance(test, i, points, best)) {
          best = k;
        }
      }
      right += labels[best] == test.labels()[i] ? 1 : 0;
    }
    return (double) right / test.rows();
  }

  private static double distance(Samples test, int row, float[] points, int point) {
    double sum = 0;
    for (int j = 0; j < test.columns(); j++) {
      double d = test.inputs()[row * test.columns() + j] - points[point * test.columns() + j];
      sum += d * d;
    }
    return sum;
  }
}
