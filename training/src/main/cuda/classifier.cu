// Trains classifiers (org.shaketable.training.classification).
#include "run.cuh"

struct Batch {              // of one update
  i64 indices;              // place of its sample numbers
  i64 labels, inputs;       // places of labels and inputs of its own; -1 for those of the samples
  int rows, unused;
  double smoothing;
};

struct Classifier {
  enum { BATCHES = OWN, INDICES, LABELS, INPUTS };

  struct Description {
    Cohort cohort;
    const float* inputs;    // samples x columns
    const int* labels;
    const double* weights;  // of the classes
    float* totals;          // runs x size: the gradient of a batch in parts
    double entropy;
    int columns, classes, layers, most;  // most: rows of a part
  };
  const Description& d;
  MEMBER Classifier(const Description& d) : d(d) {}

  template <class R> MEMBER void train(R& run) {
    run.arrive();
    for (int number = 0; number < run.c.updates && !run.s.status; number++) {
      if (run.c.remember && number == run.c.updates - 1) run.remember();
      change(run, run.steps[number], run.template table<Batch>(BATCHES)[number], number);
    }
    run.leave();
  }

  template <class R> MEMBER void change(R& run, const Step& step, const Batch& batch, int number) {
    run.begin(step);
    float* total = d.totals + (i64)run.run * run.c.size;
    run.parts(batch.rows, d.most, total, [&](int first, int count) { part(run, batch, first, count); });
    if (run.lost(number)) return;
    run.descend(step, number);
    if (!run.s.status) run.checkParameters(number);
  }

  // Mean loss and gradient of rows [first, first + count), no more at once than there is room for.
  template <class R> MEMBER void part(R& run, const Batch& batch, int first, int count) {
    for (int done = 0; done < count; done += run.c.batch) {
      int rows = count - done < run.c.batch ? count - done : run.c.batch;
      read(run, batch, first + done, rows);
      run.forward(0, d.layers, rows);
      loss(run, batch, first + done, rows, count, done > 0);
      run.backward(0, d.layers, rows, done > 0);
    }
  }
  template <class R> MEMBER void read(R& run, const Batch& batch, int from, int rows) {
    const int* indices = run.template table<int>(INDICES) + batch.indices + from;
    const float* own = run.template table<float>(INPUTS) + batch.inputs + (i64)from * d.columns;
    run.all(rows * d.columns, [&](int i) {
      int row = i / d.columns, j = i % d.columns;
      run.x[row * run.c.batchStride + j] = batch.inputs < 0 ? d.inputs[(i64)indices[row] * d.columns + j] : own[i];
    });
  }

  // --- org.shaketable.training.classification.LabelLoss ---
  template <class R> MEMBER void loss(R& run, const Batch& batch, int from, int rows, int count, bool more) {
    int k = d.classes;
    double smoothing = batch.smoothing;
    const int* indices = run.template table<int>(INDICES) + batch.indices + from;
    const int* own = run.template table<int>(LABELS) + batch.labels + from;
    run.all(rows, [&](int row) {
      float* z = run.result(d.layers - 1, row);
      int label = batch.labels < 0 ? d.labels[indices[row]] : own[row];
      double most = -INFINITE, sum = 0;
      for (int j = 0; j < k; j++) most = larger(most, (double)z[j]);
      for (int j = 0; j < k; j++) sum += exponential(z[j] - most);
      double normaliser = logarithm(sum), all = 0, entropy = 0;
      if (smoothing > 0) for (int j = 0; j < k; j++) all += (z[j] - most) - normaliser;
      if (d.entropy != 0) for (int j = 0; j < k; j++) {
        double log = (z[j] - most) - normaliser, p = exponential(log);
        entropy -= p == 0 ? 0 : p * log;
      }
      double one = -(1 - smoothing) * ((z[label] - most) - normaliser);
      if (smoothing > 0) one -= smoothing / k * all;
      if (d.entropy != 0) one = one - d.entropy * entropy;
      run.rows[row] = d.weights[label] * one;
      for (int j = 0; j < k; j++) {
        double log = (z[j] - most) - normaliser, p = exponential(log);
        double target = (j == label ? 1 - smoothing : 0) + smoothing / k;
        double bonus = d.entropy == 0 || p == 0 ? 0 : p * (log + entropy);
        z[j] = (float)(d.weights[label] * (p - target + d.entropy * bonus) / count);
      }
    });
    run.one([&] {
      double sum = more ? run.s.sum : 0;
      for (int row = 0; row < rows; row++) sum += run.rows[row];
      run.s.sum = sum;
      run.s.loss = sum / count;
    });
  }
};

KERNEL(train_classifiers, Classifier)
