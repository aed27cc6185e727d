// The kernels' source with real threads and a real barrier, every act and every optimizer: built with
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

const int THREADS = 16, COLUMNS = 3, CLASSES = 3, WIDTH = 6, ROWS = 8, SAMPLES = 20, UPDATES = 4;

static double train(int activation, int optimizer) {
  int size = COLUMNS * WIDTH + WIDTH + WIDTH * CLASSES + CLASSES, inputs = 2 * ROWS + 2 * size;
  int first = inputs + ROWS * (COLUMNS | 1), second = first + ROWS * (WIDTH | 1);
  Cohort c = {};
  c.columns = COLUMNS, c.classes = CLASSES, c.size = size, c.layers = 2, c.tensors = 4, c.arrays = 2, c.slots = 1;
  c.updates = UPDATES, c.remember = 1, c.clips = 1, c.activation = activation, c.optimizer = optimizer;
  c.scratchSize = second + ROWS * (CLASSES | 1) + 64, c.batch = ROWS, c.batchStride = COLUMNS | 1, c.sums = inputs;
  c.entropy = 0.1, c.beta2 = 0.99f, c.rest2 = 0.01f, c.epsilon = 1e-8f;
  c.layer[0] = {COLUMNS, WIDTH, 0, COLUMNS * WIDTH, first, WIDTH | 1};
  c.layer[1] = {WIDTH, CLASSES, (COLUMNS + 1) * WIDTH, (COLUMNS + 1) * WIDTH + WIDTH * CLASSES, second, CLASSES | 1};
  std::vector<float> x(SAMPLES * COLUMNS), w(size), memory(2 * size), before(size), initial(size);
  std::vector<int> labels(SAMPLES), indices(ROWS);
  for (size_t i = 0; i < x.size(); i++) x[i] = normal(1, (int)i, 1);
  for (int i = 0; i < size; i++) w[i] = initial[i] = normal(2, i, 0.5f);
  for (int i = 0; i < SAMPLES; i++) labels[i] = i % CLASSES;
  for (int i = 0; i < ROWS; i++) indices[i] = (i * 7) % SAMPLES;
  std::vector<Act> acts;
  for (int code = NOISE; code <= RESTORE; code++) acts.push_back({code, 0, code == ROUND ? 9 : 5, 1.5f, 0.3, 77});
  int onParameters = (int)acts.size();
  acts.insert(acts.end(), acts.begin(), acts.begin() + 6);
  acts.push_back({ZERO, 0, 0, 0, 0.2, 5});
  std::vector<Step> steps(UPDATES, Step{0, -1, -1, 0, ROWS, onParameters, 6, 1, 0.01f, 1, 0.9f, 0.1f, 0.99f, 0, 0.1, 0.01});
  std::vector<double> weights(CLASSES, 1), losses(UPDATES), recorded(2);
  State state = {};
  i64 start = 0;
  c.inputs = x.data(), c.labels = labels.data(), c.weights = weights.data(), c.steps = steps.data(), c.acts = acts.data();
  c.indices = indices.data(), c.first = &start, c.parameters = w.data(), c.remembered = before.data();
  c.initial = initial.data(), c.memory = memory.data(), c.losses = losses.data(), c.states = &state, c.recorded = recorded.data();
  std::vector<double> scratch(c.scratchSize / 2 + 1);
  Shared s;
  std::barrier<> all(THREADS);
  std::vector<std::thread> threads;
  for (int tid = 0; tid < THREADS; tid++)
    threads.emplace_back([&, tid] {
      Block block = {THREADS, tid, &all};
      Run<Block>(block, c, s, (float*)scratch.data(), 0).train();
    });
  for (auto& thread : threads) thread.join();
  double sum = 0;
  for (float v : w) sum += v;
  std::printf("activation %d, optimizer %d: status %d after %d updates, sum of the parameters %.9g\n", activation, optimizer, state.status, state.done, sum);
  return sum;
}
int main() {
  for (int activation = TANH; activation <= RELU; activation++)
    for (int optimizer = ADAM; optimizer <= NESTEROV; optimizer++) train(activation, optimizer);
}
