// Trains PPO on CartPole (org.shaketable.training.ppo, .environment): roll-outs, advantages and updates.
// The networks of policy and value are one behind the other in the layers; their activations share one place.
#include "run.cuh"

// --- org.shaketable.training.elementary.Trigonometry, of angles up to 1e5 ---------------------------------------------
const double HALF_PI_HIGH = 0x1.921fb544p0, HALF_PI_MIDDLE = 0x1.0b4611a6p-34, HALF_PI_LOW = 0x1.3198a2e037073p-69;

DEVICE double sineOfSmall(double x) {
  double s = x * x, series = 1.0 / 355687428096000.0;
  series = series * s - 1.0 / 1307674368000.0;
  series = series * s + 1.0 / 6227020800.0;
  series = series * s - 1.0 / 39916800.0;
  series = series * s + 1.0 / 362880.0;
  series = series * s - 1.0 / 5040.0;
  series = series * s + 1.0 / 120.0;
  series = series * s - 1.0 / 6.0;
  return x + x * (series * s);
}
DEVICE double cosineOfSmall(double x) {
  double s = x * x, series = 1.0 / 20922789888000.0;
  series = series * s - 1.0 / 87178291200.0;
  series = series * s + 1.0 / 479001600.0;
  series = series * s - 1.0 / 3628800.0;
  series = series * s + 1.0 / 40320.0;
  series = series * s - 1.0 / 720.0;
  series = series * s + 1.0 / 24.0;
  return 1 - (0.5 * s - series * s * s);
}
// The sine of x plus so many quarters of a circle; NaN for what is no angle.
DEVICE double sine(double x, int more) {
  if (!(x >= -1e5 && x <= 1e5)) return INFINITE - INFINITE;
  double quarter = (x * 0.6366197723675814 + 0x1.8p52) - 0x1.8p52;
  double r = ((x - quarter * HALF_PI_HIGH) - quarter * HALF_PI_MIDDLE) - quarter * HALF_PI_LOW;
  int turned = ((int)quarter + more) & 3;
  double small = turned & 1 ? cosineOfSmall(r) : sineOfSmall(r);
  return turned & 2 ? -small : small;
}

// --- org.shaketable.random -------------------------------------------------------------------------------------------
DEVICE double uniform(u64 bits) { return (double)(bits >> 11) * 0x1p-53; }

struct NamedStream {
  u64 key;
  i64 from;
  u64 keyFrom;
  MEMBER u64 at(i64 step, u64 event) const { return keyOf(step < from ? key : keyFrom, event); }
};
struct RandomStream {
  u64 key, draws;
  MEMBER u64 next() { return draw(key, ++draws); }
  MEMBER int below(int bound) {
    u64 product = (next() >> 32) * (u64)bound, low = product & 0xFFFFFFFFull;
    if (low < (u64)bound) {
      u64 threshold = (1ull << 32) % (u64)bound;
      while (low < threshold) {
        product = (next() >> 32) * (u64)bound;
        low = product & 0xFFFFFFFFull;
      }
    }
    return (int)(product >> 32);
  }
};

// --- org.shaketable.training.environment.CartPole --------------------------------------------------------------------
struct CartPole {
  double angleLimit, force, gravity, length, massCart, massPole, positionLimit, tau;

  MEMBER static void reset(double* state, u64 key) {
    for (int i = 0; i < 4; i++) state[i] = -0.05 + (0.05 - -0.05) * uniform(draw(key, (u64)i + 1));
  }
  MEMBER void step(double* state, int action) const {
    double velocity = state[1], angle = state[2], turning = state[3], cos = sine(angle, 1), sin = sine(angle, 0);
    double totalMass = massPole + massCart, poleMassLength = massPole * length, push = action == 1 ? force : -force;
    double pushed = (push + poleMassLength * (turning * turning) * sin) / totalMass;
    double turned = (gravity * sin - cos * pushed) / (length * (4.0 / 3.0 - massPole * (cos * cos) / totalMass));
    double moved = pushed - poleMassLength * turned * cos / totalMass;
    state[0] += tau * velocity;
    state[1] = velocity + tau * moved;
    state[2] = angle + tau * turning;
    state[3] = turning + tau * turned;
  }
  MEMBER bool terminated(const double* state) const {
    return state[0] > positionLimit || -state[0] > positionLimit || state[2] > angleLimit || -state[2] > angleLimit;
  }
};

// --- what the JVM hands over -----------------------------------------------------------------------------------------
struct Streams {     // of a run
  NamedStream actions, resets, shuffles;
};
struct Iteration {   // one roll-out and its updates
  i64 step, epoch;   // steps and passes done before
  double clip;
  CartPole physics;
  int remember, clear;  // parameters before its last update are kept; its TD errors are the first of their window
};

struct Ppo {
  enum { ITERATIONS = OWN };
  static const int COLUMNS = 4, CHOICES = 2;

  struct Description {
    Cohort cohort;
    const Streams* streams;
    double* worlds;  // runs x worldSize
    double gamma, lambda, entropy, valueWeight;
    int envs, steps, minibatch, minibatches, epochs, normalises, clipsValues, timeLimit, worldSize, layers;  // layers of a network
  };
  const Description& d;
  MEMBER Ppo(const Description& d) : d(d) {}

  // A run's environments and latest roll-out; sample t * envs + i is step t of environment i.
  struct Rollout {
    double* residuals;  // count, mean and second to fourth moments of the TD errors
    double *state, *logs, *rewards, *values, *advantages, *returns, *dones;
    float* observations;
    int *actions, *order, *episode, *age;
    int envs, batch;
    MEMBER Rollout(double* at, int envs, int batch) : residuals(at), envs(envs), batch(batch) {
      state = residuals + 5;
      logs = state + 4 * envs;
      rewards = logs + batch;
      values = rewards + batch;
      advantages = values + batch + envs;
      returns = advantages + batch;
      dones = returns + batch;
      observations = (float*)(dones + batch + envs);
      actions = (int*)(observations + (batch + envs) * COLUMNS);
      order = actions + batch;
      episode = order + batch;
      age = episode + envs;
    }
    MEMBER void observe(int i, int sample) {
      for (int j = 0; j < COLUMNS; j++) observations[sample * COLUMNS + j] = (float)state[i * 4 + j];
    }
  };

  template <class R> MEMBER void train(R& run) {
    Rollout rollout(d.worlds + (i64)run.run * d.worldSize, d.envs, d.envs * d.steps);
    const Iteration* iterations = run.template table<Iteration>(ITERATIONS);
    int each = d.minibatches * d.epochs;
    run.arrive();
    for (int number = 0; number < run.c.updates && !run.s.status; number += each) iterate(run, rollout, iterations[number / each], number);
    run.leave();
  }
  template <class R> MEMBER void iterate(R& run, Rollout& rollout, const Iteration& iteration, int number) {
    const Streams& streams = d.streams[run.run];
    collect(run, rollout, iteration, streams);
    estimate(run, rollout);
    residuals(run, rollout, iteration.clear);
    for (int epoch = 0; epoch < d.epochs; epoch++) {
      shuffle(run, rollout, streams.shuffles.at(iteration.step + rollout.batch - 1, (u64)(iteration.epoch + epoch)));
      for (int i = 0; i < d.minibatches; i++, number++) {
        change(run, rollout, iteration, i * d.minibatch, number);
        if (run.s.status) return;
      }
    }
    run.checkParameters(number - 1);
  }

  // --- org.shaketable.training.ppo.Rollout, .Gae ---
  template <class R> MEMBER void collect(R& run, Rollout& r, const Iteration& iteration, const Streams& streams) {
    run.all(r.envs, [&](int i) {
      if (iteration.step == 0) {
        r.episode[i] = r.age[i] = 0;
        CartPole::reset(r.state + i * 4, keyOf(streams.resets.at(-1, (u64)i), 0));
        r.observe(i, r.batch + i);
        r.dones[r.batch + i] = 0;
      }
      r.dones[i] = r.dones[r.batch + i];
      for (int j = 0; j < COLUMNS; j++) {
        float seen = r.observations[(r.batch + i) * COLUMNS + j];
        r.observations[i * COLUMNS + j] = run.x[i * run.c.batchStride + j] = seen;
      }
    });
    for (int sample = 0; sample < r.batch; sample += r.envs) {
      run.forward(0, d.layers, r.envs);
      i64 step = iteration.step + sample;
      run.all(r.envs, [&](int i) { act(run, r, iteration.physics, streams, step, sample, i); });
    }
  }
  template <class R> MEMBER void act(R& run, Rollout& r, const CartPole& physics, const Streams& streams, i64 step, int sample, int i) {
    const float* z = run.result(d.layers - 1, i);
    double row[CHOICES], largest = z[0], sum = 0;
    for (int j = 0; j < CHOICES; j++) row[j] = z[j];
    for (int j = 1; j < CHOICES; j++) largest = row[j] > largest ? row[j] : largest;
    for (int j = 0; j < CHOICES; j++) sum += exponential(row[j] - largest);
    double left = uniform(draw(streams.actions.at(step, (u64)step), (u64)i + 1)) * sum;
    int chosen = 0;
    while (chosen < CHOICES - 1) {
      left -= exponential(row[chosen] - largest);
      if (left < 0) break;
      chosen++;
    }
    r.actions[sample + i] = chosen;
    r.logs[sample + i] = row[chosen] - largest - logarithm(sum);
    double* state = r.state + i * 4;
    physics.step(state, chosen);
    bool ended = physics.terminated(state);
    if (++r.age[i] >= d.timeLimit) ended = true;
    if (ended) {
      r.age[i] = 0;
      CartPole::reset(state, keyOf(streams.resets.at(step, (u64)i), (u64)++r.episode[i]));
    }
    r.rewards[sample + i] = 1;
    r.dones[sample + r.envs + i] = ended;
    r.observe(i, sample + r.envs + i);
    for (int j = 0; j < COLUMNS; j++) run.x[i * run.c.batchStride + j] = (float)state[j];
  }
  template <class R> MEMBER void estimate(R& run, Rollout& r) {
    int top = 2 * d.layers - 1, all = r.batch + r.envs;
    for (int from = 0; from < all; from += run.c.batch) {
      int rows = all - from < run.c.batch ? all - from : run.c.batch;
      run.all(rows * COLUMNS, [&](int i) { run.x[i / COLUMNS * run.c.batchStride + i % COLUMNS] = r.observations[from * COLUMNS + i]; });
      run.forward(d.layers, 2 * d.layers, rows);
      run.all(rows, [&](int i) { r.values[from + i] = *run.result(top, i); });
    }
    run.all(r.envs, [&](int env) {
      for (int i = r.batch - r.envs + env; i >= 0; i -= r.envs) {
        double going = 1 - r.dones[i + r.envs], later = i + r.envs < r.batch ? r.advantages[i + r.envs] : 0;
        double delta = r.rewards[i] + d.gamma * r.values[i + r.envs] * going - r.values[i];
        r.advantages[i] = delta + d.gamma * d.lambda * going * later;
        r.returns[i] = r.advantages[i] + r.values[i];
      }
    });
  }
  // --- org.shaketable.training.probe.Residuals ---
  template <class R> MEMBER void residuals(R& run, Rollout& r, int clear) {
    run.one([&] {
      double *all = r.residuals, n = clear ? 0 : all[0], mean = clear ? 0 : all[1], m2 = clear ? 0 : all[2];
      double m3 = clear ? 0 : all[3], m4 = clear ? 0 : all[4];
      for (int i = 0; i < r.batch; i++) {
        double going = 1 - r.dones[i + r.envs];
        double residual = r.rewards[i] + d.gamma * r.values[i + r.envs] * going - r.values[i];
        n += 1;
        double delta = residual - mean, step = delta / n, square = step * step, term = delta * step * (n - 1);
        mean += step;
        m4 += term * square * (n * n - 3 * n + 3) + 6 * square * m2 - 4 * step * m3;
        m3 += term * step * (n - 2) - 3 * step * m2;
        m2 += term;
      }
      all[0] = n, all[1] = mean, all[2] = m2, all[3] = m3, all[4] = m4;
    });
  }
  template <class R> MEMBER void shuffle(R& run, Rollout& r, u64 key) {
    run.all(r.batch, [&](int i) { r.order[i] = i; });
    run.one([&] {
      RandomStream random = {key, 0};
      for (int i = r.batch - 1; i > 0; i--) {
        int j = random.below(i + 1), swapped = r.order[i];
        r.order[i] = r.order[j];
        r.order[j] = swapped;
      }
    });
  }

  // --- one update, org.shaketable.training.ppo.PpoTrainee, .Minibatch, .PpoLoss ---
  template <class R> MEMBER void change(R& run, Rollout& r, const Iteration& iteration, int from, int number) {
    const Step& step = run.steps[number];
    run.begin(step);
    if (iteration.remember) run.remember();
    gather(run, r, from);
    run.forward(0, d.layers, d.minibatch);
    run.all(d.minibatch, [&](int i) { policyRow(run, r, iteration.clip, r.order[from + i], i); });
    run.backward(0, d.layers, d.minibatch, false);
    run.forward(d.layers, 2 * d.layers, d.minibatch);
    run.all(d.minibatch, [&](int i) { valueRow(run, r, iteration.clip, r.order[from + i], i); });
    run.backward(d.layers, 2 * d.layers, d.minibatch, false);
    loss(run);
    if (run.lost(number)) return;
    run.descend(step, number);
  }
  // Of each row of a minibatch: 0 the advantage, 1 to 3 the terms of the loss.
  template <class R> MEMBER double* term(R& run, int number) { return run.rows + number * run.c.batch; }

  template <class R> MEMBER void gather(R& run, Rollout& r, int from) {
    double* advantages = term(run, 0);
    int rows = d.minibatch;
    run.all(rows, [&](int i) {
      int sample = r.order[from + i];
      advantages[i] = r.advantages[sample];
      for (int j = 0; j < COLUMNS; j++) run.x[i * run.c.batchStride + j] = r.observations[sample * COLUMNS + j];
    });
    run.one([&] {
      double sum = 0, squares = 0;
      for (int i = 0; i < rows; i++) sum += advantages[i];
      double mean = sum / rows;
      for (int i = 0; i < rows; i++) squares += (advantages[i] - mean) * (advantages[i] - mean);
      run.s.mean = d.normalises ? mean : 0;
      run.s.scale = d.normalises ? 1 / (root(squares / (rows - 1)) + 1e-8) : 1;
    });
    // Hooks get them in single precision.
    run.all(rows, [&](int i) { advantages[i] = (float)((advantages[i] - run.s.mean) * run.s.scale); });
  }
  template <class R> MEMBER void policyRow(R& run, Rollout& r, double clip, int sample, int i) {
    float* z = run.result(d.layers - 1, i);
    int rows = d.minibatch, taken = r.actions[sample];
    double row[CHOICES], p[CHOICES], largest = z[0], sum = 0;
    for (int j = 0; j < CHOICES; j++) row[j] = z[j];
    for (int j = 1; j < CHOICES; j++) largest = row[j] > largest ? row[j] : largest;
    for (int j = 0; j < CHOICES; j++) {
      p[j] = exponential(row[j] - largest);
      sum += p[j];
    }
    double log = row[taken] - largest - logarithm(sum), ratio = exponential(log - r.logs[sample]);
    double advantage = term(run, 0)[i], free = -advantage * ratio;
    double bounded = -advantage * (ratio < 1 - clip ? 1 - clip : ratio > 1 + clip ? 1 + clip : ratio);
    double byLog = bounded > free ? 0 : free / rows, byEntropy = -d.entropy / rows;
    double normaliser = row[taken] - log, entropy = 0;
    for (int j = 0; j < CHOICES; j++) p[j] /= sum;
    for (int j = 0; j < CHOICES; j++) entropy -= p[j] * (row[j] - normaliser);
    for (int j = 0; j < CHOICES; j++) {
      double slope = p[j] * (-byLog - byEntropy * (row[j] - normaliser + entropy));
      z[j] = (float)(j == taken ? slope + byLog : slope);
    }
    term(run, 1)[i] = larger(free, bounded);
    term(run, 2)[i] = entropy;
  }
  template <class R> MEMBER void valueRow(R& run, Rollout& r, double clip, int sample, int i) {
    float* z = run.result(2 * d.layers - 1, i);
    double error = *z - r.returns[sample], square = error * error, slope = error, moved = *z - r.values[sample];
    if (d.clipsValues && !(moved <= clip && -moved <= clip)) {
      double bound = r.values[sample] + (moved < 0 ? -clip : clip) - r.returns[sample];
      if (bound * bound > square) {
        square = bound * bound;
        slope = 0;
      }
    }
    term(run, 3)[i] = square;
    *z = (float)(d.valueWeight * slope / d.minibatch);
  }
  template <class R> MEMBER void loss(R& run) {
    run.one([&] {
      double policy = 0, entropy = 0, value = 0;
      for (int i = 0; i < d.minibatch; i++) {
        policy += term(run, 1)[i];
        entropy += term(run, 2)[i];
        value += term(run, 3)[i];
      }
      policy /= d.minibatch;
      value *= 0.5 / d.minibatch;
      entropy /= d.minibatch;
      run.s.loss = policy - d.entropy * entropy + d.valueWeight * value;
    });
  }
};

KERNEL(train_ppo, Ppo)
