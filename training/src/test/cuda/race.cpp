// The kernels' source with real threads and a real barrier, every learner, act and optimizer: built with
// -fsanitize=thread it finds races without a GPU. With -DWITHOUT_BARRIERS it has one and must be found guilty.
#include <barrier>
#include <cstdio>
#include <thread>
#include <vector>
struct Block {
  int threads, tid;
  std::barrier<>* all;
  template <class F> void each(F phase) {
    phase(tid);
#ifndef WITHOUT_BARRIERS
    all->arrive_and_wait();
#endif
  }
};
#include "../../main/cuda/classifier.cu"
#include "../../main/cuda/ppo.cu"
#include "../../main/cuda/transformer.cu"

const int THREADS = 16, UPDATES = 4;

// A cohort of one run and all that it points to.
struct Made {
  Cohort c = {};
  std::vector<float> w, memory, before, initial, kept;
  std::vector<double> losses, recorded, scratch;
  std::vector<Act> acts;
  std::vector<Step> steps;
  std::vector<i64> starts;
  std::vector<int> places;
  State state = {};
  int end = 0;

  // Of tensors of these sizes; floats: what lies in the scratch memory behind parameters and gradient.
  Made(const std::vector<int>& tensors, int batch, int rowDoubles, int floats, int activation, int optimizer) {
    int size = 0;
    for (int tensor : tensors) {
      places.push_back(size);
      size += tensor;
    }
    places.push_back(size);
    c.inputs = 2 * rowDoubles * batch + 2 * size;
    c.size = size, c.tensors = (int)tensors.size(), c.arrays = 2, c.slots = 1, c.updates = UPDATES, c.remember = 1, c.clips = 1;
    c.activation = activation, c.optimizer = optimizer, c.rowDoubles = rowDoubles, c.batch = batch;
    c.scratchSize = c.inputs + floats + 64;
    c.beta2 = 0.99f, c.rest2 = 0.01f, c.epsilon = 1e-8f;
    w.resize(size), kept.resize(6 * size), memory.resize(2 * size), before.resize(size), initial.resize(size);
    for (int i = 0; i < size; i++) w[i] = initial[i] = normal(2, i, 0.5f);
    for (int code = NOISE; code <= DELAY; code++) acts.push_back({code, 0, code == ROUND ? 9 : 5, 1.5f, 0.3, code == DELAY ? 5u : 77u});
    int onParameters = (int)acts.size();
    acts.insert(acts.end(), acts.begin(), acts.begin() + 6);
    acts.push_back({ZERO, 0, 0, 0, 0.2, 5});
    steps.assign(UPDATES, Step{0, onParameters, 6, 1, 0.01f, 1, 0.9f, 0.1f, 0.99f, 0.01});
    losses.resize(UPDATES), recorded.resize(2), scratch.resize(c.scratchSize / 2 + 1);
    table(steps), table(acts);
  }
  // Networks of one hidden layer of 6 units each.
  static Made dense(int inputs, const std::vector<int>& outputs, int batch, int rowDoubles, int activation, int optimizer) {
    const int width = 6;
    std::vector<int> tensors;
    for (int out : outputs) tensors.insert(tensors.end(), {inputs * width, width, width * out, out});
    Made made(tensors, batch, rowDoubles, batch * ((inputs | 1) + (width | 1) + 5), activation, optimizer);
    Cohort& c = made.c;
    c.batchStride = inputs | 1;
    for (int l = 0; l < 2 * (int)outputs.size(); l++) {
      int from = l % 2 ? width : inputs, to = l % 2 ? outputs[l / 2] : width;
      int result = c.inputs + batch * (inputs | 1) + l % 2 * batch * (width | 1);
      c.layer[l] = {from, to, made.places[2 * l], made.places[2 * l + 1], result, to | 1};
    }
    return made;
  }
  // A plan's tables lie anywhere: places are counted from address 0.
  template <class T> void table(const std::vector<T>& of) { starts.push_back((i64)of.data()); }

  template <class L> void train(const char* what, typename L::Description& d) {
    c.places = places.data(), c.kept = kept.data(), c.parameters = w.data(), c.remembered = before.data(), c.initial = initial.data(), c.memory = memory.data();
    c.losses = losses.data(), c.states = &state, c.recorded = recorded.data();
    c.starts = starts.data(), c.tables = (int)starts.size();
    d.cohort = c;
    Shared s;
    std::barrier<> all(THREADS);
    std::vector<std::thread> threads;
    for (int tid = 0; tid < THREADS; tid++)
      threads.emplace_back([&, tid] {
        Block block = {THREADS, tid, &all};
        Run<Block> run(block, d.cohort, s, (float*)scratch.data(), 0);
        L(d).train(run);
      });
    for (auto& thread : threads) thread.join();
    double sum = 0;
    for (float v : w) sum += v;
    std::printf("%s, activation %d, optimizer %d: status %d after %d updates, sum of the parameters %.9g\n", what, c.activation, c.optimizer, state.status, state.done, sum);
  }
};

static void classifier(int activation, int optimizer) {
  const int COLUMNS = 3, CLASSES = 3, ROWS = 25, SAMPLES = 20;
  Made made = Made::dense(COLUMNS, {CLASSES}, 8, 1, activation, optimizer);
  std::vector<float> x(SAMPLES * COLUMNS);
  std::vector<int> labels(SAMPLES), indices(ROWS);
  for (size_t i = 0; i < x.size(); i++) x[i] = normal(1, (int)i, 1);
  for (int i = 0; i < SAMPLES; i++) labels[i] = i % CLASSES;
  for (int i = 0; i < ROWS; i++) indices[i] = (i * 7) % SAMPLES;
  std::vector<Batch> batches(UPDATES, Batch{0, -1, -1, ROWS, 0, 0.1});
  std::vector<double> weights(CLASSES, 1);
  std::vector<float> totals(made.c.size);
  made.table(batches), made.table(indices), made.table(labels), made.table(x);
  Classifier::Description d = {{}, x.data(), labels.data(), weights.data(), totals.data(), 0.1, COLUMNS, CLASSES, 2, 11};
  made.train<Classifier>("classifier", d);
}

// Plain, or with all that can come between.
static void ppo(int activation, int what) {
  const int ENVS = 3, STEPS_EACH = 8, BATCH = ENVS * STEPS_EACH;
  Made made = Made::dense(4, {2, 1}, BATCH / 2, 4 + what, activation, ADAM);
  Streams streams = {{1, 1000, 2}, {3, 1000, 4}, {5, 1000, 6}};
  std::vector<Iteration> iterations;
  std::vector<Events> events;
  std::vector<PlayAct> acts;
  for (int code = UNIFORM; code <= TARGET_NOISE; code++) acts.push_back({code, 0, 1.5f, 0, 0.4, 2, 77, 100 * code, 100 * code + 50});
  for (int code = COLUMN_NOISE; code <= DELAY_ROWS; code++) acts.insert(acts.begin() + 7 + code - COLUMN_NOISE, {code, 0, 0.1f, 0, 0.4, 2, 78, 100 * code, 100 * code + 50});
  // Behind those on actions, rewards and observations that on targets.
  Events step = {0, 2, 5, 4, 0}, targets = {11, 0, 0, 0, 1};
  events.assign(1 + STEPS_EACH, step);
  events[0] = {7, 0, 0, 4, 0};
  events.insert(events.end(), 2, targets);
  bool disturbed = what;
  for (int i = 0; i < UPDATES / 2; i++)
    iterations.push_back({i * BATCH, i, 0.2, {0.2, 10, 9.8, 0.5, 1, 0.1, 2.4, 0.02}, disturbed ? 0 : -1, disturbed ? 1 : -1, disturbed ? 1 + STEPS_EACH : -1, 1, 1, 1, i, 1 - i});
  made.table(iterations), made.table(events), made.table(acts);
  made.kept.resize(2000);
  std::vector<double> worlds(2000);
  double target = disturbed ? 1e-9 : INFINITE;
  Ppo::Description d = {{}, &streams, worlds.data(), 0.99, 0.95, 0.01, 0.5, target, {0.1f, 0.5f, 0.1f, 0.8f}, ENVS, STEPS_EACH, BATCH / 2, 2, 1, 1, 1, 5, (int)worlds.size(), 2, what, what, what};
  made.train<Ppo>(disturbed ? "disturbed ppo" : "ppo", d);
}

// One layer of width 16 with two heads, five windows in parts of two, of 5 of 6 positions.
static void transformer(int tied) {
  const int W = 16, HEADS = 2, CONTEXT = 6, LENGTH = 5, TOKENS = 7, TEXT = 40, MOST = 2, COUNT = 5;
  std::vector<int> tensors = {TOKENS * W, CONTEXT * W, W, W};
  for (int i = 0; i < 4; i++) tensors.insert(tensors.end(), {W * W, W});
  tensors.insert(tensors.end(), {W / HEADS, W / HEADS, W, W, W * 4 * W, 4 * W, 4 * W * W, W, W, W});
  if (!tied) tensors.push_back(W * TOKENS);
  Made made(tensors, MOST * LENGTH, 1, 20000, TANH, ADAMW);
  std::vector<int> tokens(TEXT), targets(TEXT), windows = {3, 20, 11, 3, 30};
  for (int i = 0; i < TEXT; i++) tokens[i] = i * i % TOKENS, targets[i] = i % 9 ? (i + 1) * (i + 1) % TOKENS : -1;
  std::vector<Sequences> batches(UPDATES, Sequences{0, -1, -1, 9, 0.1, COUNT, 6554, 1.1f, 0});
  made.table(batches), made.table(windows), made.table(tokens), made.table(targets);
  std::vector<float> totals(made.c.size);
  Transformer::Description d = {{}, tokens.data(), targets.data(), totals.data(), 0.01, 1, W, HEADS, CONTEXT, LENGTH, TOKENS, 1, tied, 1, MOST};
  made.train<Transformer>("transformer", d);
}

int main() {
  for (int activation = TANH; activation <= RELU; activation++)
    for (int optimizer = ADAM; optimizer <= NESTEROV; optimizer++) classifier(activation, optimizer);
  for (int activation = TANH; activation <= RELU; activation++)
    for (int what = 0; what <= 1; what++) ppo(activation, what);
  for (int tied = 0; tied <= 1; tied++) transformer(tied);
}
