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
struct Iteration {   // one roll-out and its updates, or one pass of them
  i64 step, epoch;   // steps and passes done before
  double clip;
  CartPole physics;
  i64 start, played, targets;  // the Events of the first observation, of the roll-out's steps and of the updates; -1 for none
  int plays, passes, ends;     // whether it begins with a roll-out; passes; whether no other follows of the same roll-out
  int remember, clear;         // parameters before its last update are kept; its TD errors are the first of their window
};
struct Events {      // what disturbs a step of the environments, or an update
  i64 acts;          // number of its first act: on actions, rewards, observations; on targets
  int onActions, onRewards, onObservations, onTargets;
};
// What disturbs what is played (org.shaketable.perturbation.PlayAct). Number of an act: flag, lag and size have its own meanings.
struct PlayAct {
  int code, slot;    // slot of the realised magnitude's sum and weight
  float factor;
  int flag;
  double magnitude, size;
  u64 key;           // of its random stream
  i64 put, take;     // places in what is kept
};
enum { COLUMN_NOISE = 1, DRIFT, FAILURE, DELAY_ROWS, UNIFORM, REPEAT, REWARD_NOISE, REWARD_SCALE, REWARD_ZERO, REWARD_NEGATE, REWARD_DELAY, TARGET_NOISE };

// --- org.shaketable.training.ppo.RunningMoments, .RunningScales ----------------------------------------------------------
DEVICE double clipped(double value) { return value < -10 ? -10 : value > 10 ? 10 : value; }

struct Moments {     // of one column
  double mean, variance;

  MEMBER void add(const float* values, int stride, int rows, double count) {
    double total = count + rows, sum = 0, squares = 0;
    for (int i = 0; i < rows; i++) sum += values[i * stride];
    double batchMean = sum / rows;
    for (int i = 0; i < rows; i++) {
      double apart = values[i * stride] - batchMean;
      squares += apart * apart;
    }
    double delta = batchMean - mean;
    mean += delta * rows / total;
    variance = (variance * count + squares + delta * delta * count * rows / total) / total;
  }
  MEMBER double factor() const { return 1 / root(variance + 1e-8); }
};
struct Scales {      // counts, then of each column and of the discounted return
  double observed, returned;
  Moments column[4], discounted;
};

struct Ppo {
  enum { ITERATIONS = OWN, EVENTS, PLAY_ACTS };
  static const int COLUMNS = 4, CHOICES = 2;

  struct Description {
    Cohort cohort;
    const Streams* streams;
    double* worlds;  // runs x worldSize
    double gamma, lambda, entropy, valueWeight, targetKl;  // targetKl: infinite for none
    float deviation[COLUMNS];  // of observations, the unit of what disturbs them
    int envs, steps, minibatch, minibatches, epochs, normalises, clipsValues, timeLimit, worldSize, layers;  // layers of a network
    int scalesObservations, scalesRewards, bootstraps;
  };
  const Description& d;
  MEMBER Ppo(const Description& d) : d(d) {}

  // A run's environments and latest roll-out; sample t * envs + i is step t of environment i.
  struct Rollout {
    double* residuals;  // count, mean and second to fourth moments of the TD errors
    Scales* scales;
    double *state, *logs, *rewards, *values, *advantages, *returns, *dones;
    float *observations, *signal, *running, *noise, *sums, *cut;  // signal: rewards of a step; noise: room to make it
    int *actions, *order, *episode, *age, *taken, *cuts;          // taken: actions of a step; cuts: samples that the time limit ended
    int envs, batch;
    MEMBER Rollout(double* at, int envs, int batch, int minibatch) : residuals(at), envs(envs), batch(batch) {
      scales = (Scales*)(residuals + 5);
      state = residuals + 5 + sizeof(Scales) / sizeof(double);
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
      taken = age + envs;
      signal = (float*)(taken + envs);
      running = signal + envs;
      noise = running + envs;
      int most = envs * COLUMNS > minibatch ? envs * COLUMNS : minibatch;
      sums = noise + most;
      cuts = (int*)(sums + (most + 511) / 512 * 32 + 32);
      cut = (float*)(cuts + batch);
    }
    MEMBER void observe(int i, int sample) {
      for (int j = 0; j < COLUMNS; j++) observations[sample * COLUMNS + j] = (float)state[i * 4 + j];
    }
  };

  template <class R> MEMBER void train(R& run) {
    Rollout rollout(d.worlds + (i64)run.run * d.worldSize, d.envs, d.envs * d.steps, d.minibatch);
    const Iteration* iterations = run.template table<Iteration>(ITERATIONS);
    int each = d.minibatches * d.epochs;
    run.arrive();
    for (int number = 0; number < run.c.updates && !run.s.status; number += each) iterate(run, rollout, iterations[number / each], number);
    run.leave();
  }
  template <class R> MEMBER void iterate(R& run, Rollout& rollout, const Iteration& iteration, int number) {
    const Streams& streams = d.streams[run.run];
    if (iteration.plays) {
      collect(run, rollout, iteration, streams);
      estimate(run, rollout);
      residuals(run, rollout, iteration.clear);
    }
    int from = number;
    for (int epoch = 0; epoch < iteration.passes; epoch++) {
      shuffle(run, rollout, streams.shuffles.at(iteration.step + rollout.batch - 1, (u64)(iteration.epoch + epoch)));
      for (int i = 0; i < d.minibatches; i++, number++) {
        change(run, rollout, iteration, i * d.minibatch, number, number - from);
        if (run.s.status) return;
      }
    }
    // The JVM compares the same two numbers.
    bool ends = iteration.ends || (iteration.passes && run.s.kl > d.targetKl);
    run.one([&] { run.c.states[run.run].value = run.s.kl; });
    if (ends) run.checkParameters(number - 1);
  }

  // --- org.shaketable.training.ppo.Rollout, .Gae ---
  template <class R> MEMBER void collect(R& run, Rollout& r, const Iteration& iteration, const Streams& streams) {
    if (iteration.step == 0) start(run, r, iteration, streams);
    run.all(r.envs, [&](int i) {
      r.dones[i] = r.dones[r.batch + i];
      for (int j = 0; j < COLUMNS; j++) {
        float seen = r.observations[(r.batch + i) * COLUMNS + j];
        r.observations[i * COLUMNS + j] = run.x[i * run.c.batchStride + j] = seen;
      }
    });
    bool plain = iteration.played < 0 && !d.scalesObservations && !d.scalesRewards;
    const Events* events = run.template table<Events>(EVENTS) + iteration.played;
    for (int sample = 0; sample < r.batch; sample += r.envs) {
      run.forward(0, d.layers, r.envs);
      i64 step = iteration.step + sample;
      if (plain) {
        run.all(r.envs, [&](int i) {
          choose(run, r, streams, step, sample, i);
          move(r, iteration.physics, streams, step, sample, i);
          r.rewards[sample + i] = r.signal[i];
          present(run, r, sample + r.envs, i);
        });
      } else {
        play(run, r, iteration, streams, sample, iteration.played < 0 ? nullptr : events + sample / r.envs);
      }
    }
  }
  template <class R> MEMBER void start(R& run, Rollout& r, const Iteration& iteration, const Streams& streams) {
    run.all(r.envs, [&](int i) {
      r.episode[i] = r.age[i] = 0;
      r.running[i] = 0;
      CartPole::reset(r.state + i * 4, keyOf(streams.resets.at(-1, (u64)i), 0));
      r.observe(i, r.batch + i);
      r.dones[r.batch + i] = 0;
    });
    run.one([&] {
      Scales& scales = *r.scales;
      scales.observed = scales.returned = 1e-4;
      for (int j = 0; j < COLUMNS; j++) scales.column[j] = {0, 1};
      scales.discounted = {0, 1};
    });
    if (iteration.start >= 0) disturbObservations(run, r, run.template table<Events>(EVENTS)[iteration.start], r.batch);
    if (d.scalesObservations) learnAndScale(run, r, r.batch);
  }
  // One step of all environments, where something comes in between.
  template <class R> MEMBER void play(R& run, Rollout& r, const Iteration& iteration, const Streams& streams, int sample, const Events* events) {
    i64 step = iteration.step + sample;
    run.all(r.envs, [&](int i) { choose(run, r, streams, step, sample, i); });
    if (events) disturbActions(run, r, *events);
    run.all(r.envs, [&](int i) { move(r, iteration.physics, streams, step, sample, i); });
    if (events) disturbRewards(run, r, *events);
    if (d.scalesRewards) scaleRewards(run, r, sample);
    if (events) disturbObservations(run, r, *events, sample + r.envs);
    if (d.scalesObservations) learnAndScale(run, r, sample + r.envs);
    run.all(r.envs, [&](int i) {
      r.rewards[sample + i] = r.signal[i];
      present(run, r, sample + r.envs, i);
    });
  }
  template <class R> MEMBER void choose(R& run, Rollout& r, const Streams& streams, i64 step, int sample, int i) {
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
    r.actions[sample + i] = r.taken[i] = chosen;
    r.logs[sample + i] = row[chosen] - largest - logarithm(sum);
  }
  MEMBER void move(Rollout& r, const CartPole& physics, const Streams& streams, i64 step, int sample, int i) {
    double* state = r.state + i * 4;
    physics.step(state, r.taken[i]);
    bool terminated = physics.terminated(state), truncated = ++r.age[i] >= d.timeLimit;
    if (d.bootstraps) {
      r.cuts[sample + i] = truncated && !terminated;
      for (int j = 0; j < COLUMNS; j++) r.cut[(sample + i) * COLUMNS + j] = (float)state[j];
    }
    if (terminated || truncated) {
      r.age[i] = 0;
      CartPole::reset(state, keyOf(streams.resets.at(step, (u64)i), (u64)++r.episode[i]));
    }
    r.signal[i] = 1;
    r.dones[sample + r.envs + i] = terminated || truncated;
    r.observe(i, sample + r.envs + i);
  }
  template <class R> MEMBER void present(R& run, Rollout& r, int sample, int i) {
    for (int j = 0; j < COLUMNS; j++) run.x[i * run.c.batchStride + j] = r.observations[(sample + i) * COLUMNS + j];
  }

  // --- running scales ---
  MEMBER static void scale(float& value, const Moments& moments) { value = (float)clipped((value - moments.mean) * moments.factor()); }
  template <class R> MEMBER void learnAndScale(R& run, Rollout& r, int sample) {
    float* rows = r.observations + sample * COLUMNS;
    run.all(COLUMNS, [&](int j) { r.scales->column[j].add(rows + j, COLUMNS, r.envs, r.scales->observed); });
    run.one([&] { r.scales->observed += r.envs; });
    run.all(r.envs * COLUMNS, [&](int i) { scale(rows[i], r.scales->column[i % COLUMNS]); });
  }
  template <class R> MEMBER void scaleRewards(R& run, Rollout& r, int sample) {
    run.all(r.envs, [&](int i) { r.running[i] = (float)(r.running[i] * d.gamma) + r.signal[i]; });
    run.one([&] {
      r.scales->discounted.add(r.running, 1, r.envs, r.scales->returned);
      r.scales->returned += r.envs;
    });
    run.all(r.envs, [&](int i) {
      r.signal[i] = (float)clipped(r.signal[i] * r.scales->discounted.factor());
      if (r.dones[sample + r.envs + i] > 0) r.running[i] = 0;
    });
  }

  // --- disturbances of what is played (org.shaketable.perturbation) ---
  template <class R> MEMBER const PlayAct* playActs(R& run, const Events& events) {
    return run.template table<PlayAct>(PLAY_ACTS) + events.acts;
  }
  DEVICE bool strikes(const PlayAct& act, int i) { return uniform(draw(act.key, (u64)i + 1)) < act.magnitude; }
  template <class R> MEMBER void record(R& run, const PlayAct& act, double total, double count) {
    run.record(Act{0, act.slot, 0, 0, 0, 0}, total, count);
  }
  // Records the share of so many rows for which something is true.
  template <class R, class F> MEMBER void share(R& run, const PlayAct& act, int rows, F of) {
    run.one([&] {
      int count = 0;
      for (int i = 0; i < rows; i++) count += of(i) ? 1 : 0;
      record(run, act, count, rows);
    });
  }
  template <class R> MEMBER void disturbActions(R& run, Rollout& r, const Events& events) {
    const PlayAct* act = playActs(run, events);
    for (int number = 0; number < events.onActions; number++, act++) {
      if (act->code == UNIFORM) {
        run.one([&] {
          RandomStream random = {act->key, 0};
          int replaced = 0;
          for (int i = 0; i < r.envs; i++)
            if (uniform(random.next()) < act->magnitude) {
              r.taken[i] = random.below(CHOICES);
              replaced++;
            }
          record(run, *act, replaced, r.envs);
        });
      } else {  // REPEAT
        int* before = (int*)(run.c.kept + act->put);
        run.all(r.envs, [&](int i) {
          if (!act->flag && strikes(*act, i)) r.taken[i] = before[i];
          before[i] = r.taken[i];
        });
        share(run, *act, r.envs, [&](int i) { return strikes(*act, i); });
      }
    }
  }
  template <class R> MEMBER void disturbRewards(R& run, Rollout& r, const Events& events) {
    const PlayAct* act = playActs(run, events) + events.onActions;
    for (int number = 0; number < events.onRewards; number++, act++) {
      switch (act->code) {
        case REWARD_NOISE: rewardNoise(run, r, *act); break;
        case REWARD_SCALE:
          run.all(r.envs, [&](int i) { r.signal[i] = r.signal[i] * act->factor; });
          run.one([&] { record(run, *act, act->magnitude, 1); });
          break;
        case REWARD_DELAY: {
          float *put = run.c.kept + act->put, *take = run.c.kept + act->take;
          run.all(r.envs, [&](int i) {
            put[i] = r.signal[i];
            r.signal[i] = act->flag ? 0 : take[i];
          });
          run.one([&] { record(run, *act, act->magnitude, 1); });
          break;
        }
        default:  // REWARD_ZERO, REWARD_NEGATE
          run.all(r.envs, [&](int i) {
            if (strikes(*act, i)) r.signal[i] = act->code == REWARD_ZERO ? 0 : -r.signal[i];
          });
          share(run, *act, r.envs, [&](int i) { return strikes(*act, i); });
      }
    }
  }
  template <class R> MEMBER void rewardNoise(R& run, Rollout& r, const PlayAct& act) {
    run.one([&] {
      double* squares = (double*)(run.c.kept + act.put);
      for (int i = 0; i < r.envs; i++) *squares += (double)r.signal[i] * r.signal[i];
      run.s.rms = root(*squares / (double)((i64)act.size * r.envs));
      run.s.sigma = (float)(act.magnitude * run.s.rms);
    });
    bool noisy = run.s.rms > 0;
    if (noisy) run.noise(r.signal, r.envs, run.s.sigma, draw(act.key, 1), r.sums);
    run.one([&] { if (noisy) record(run, act, run.s.squares / (run.s.rms * run.s.rms), r.envs); });
  }
  template <class R> MEMBER void disturbObservations(R& run, Rollout& r, const Events& events, int sample) {
    const PlayAct* act = playActs(run, events) + events.onActions + events.onRewards;
    float* rows = r.observations + sample * COLUMNS;
    int count = r.envs * COLUMNS;
    for (int number = 0; number < events.onObservations; number++, act++) {
      switch (act->code) {
        case COLUMN_NOISE:
          run.all(count, [&](int i) { r.noise[i] = 0; });
          run.noise(r.noise, count, act->factor, draw(act->key, 1), r.sums);
          run.all(count, [&](int i) { rows[i] = rows[i] + r.noise[i] * d.deviation[i % COLUMNS]; });
          run.one([&] { record(run, *act, root(run.s.squares / count), 1); });
          break;
        case DRIFT:
          run.all(count, [&](int i) {
            int j = i % COLUMNS;
            // The top bit of a draw is a direction: below(2).
            double direction = draw(act->key, (u64)j + 1) >> 63 ? 1 : -1;
            rows[i] = rows[i] + (float)(act->size * direction * d.deviation[j]);
          });
          run.one([&] { record(run, *act, act->magnitude, 1); });
          break;
        case FAILURE: {
          int* failed = (int*)(run.c.kept + act->put);
          run.all(r.envs, [&](int i) {
            failed[i] = fails(*act, failed[i], uniform(draw(act->key, (u64)i + 1))) ? 2 : 1;
            if (failed[i] == 2) for (int j = 0; j < COLUMNS; j++) rows[i * COLUMNS + j] = 0;
          });
          share(run, *act, r.envs, [&](int i) { return failed[i] == 2; });
          break;
        }
        case DELAY_ROWS: {
          float *put = run.c.kept + act->put, *take = run.c.kept + act->take;
          run.all(count, [&](int i) {
            put[i] = rows[i];
            rows[i] = take[i];
          });
          run.one([&] { record(run, *act, act->magnitude * r.envs, r.envs); });
          break;
        }
      }
    }
  }
  // Before: 0 where nothing is known, 1 where a row had not failed, 2 where it had.
  MEMBER static bool fails(const PlayAct& act, int before, double u) {
    double share = act.magnitude, length = larger(act.size, share < 1 ? share / (1 - share) : act.size);
    if (before == 0 || share == 1) return u < share;
    return before == 2 ? u >= 1 / length : u < share / ((1 - share) * length);
  }
  // Targets of an update, in single precision.
  template <class R> MEMBER void disturbTargets(R& run, Rollout& r, const Events& events) {
    const PlayAct* act = playActs(run, events);
    double* advantages = term(run, 0);
    int count = d.minibatch;
    for (int number = 0; number < events.onTargets; number++, act++) {
      run.all(count, [&](int i) { r.noise[i] = (float)advantages[i]; });
      run.one([&] {
        double sum = 0, squares = 0;
        for (int i = 0; i < count; i++) sum += r.noise[i];
        double mean = sum / count;
        for (int i = 0; i < count; i++) squares += (r.noise[i] - mean) * (r.noise[i] - mean);
        run.s.rms = squares / count;
        run.s.sigma = squares > 0 ? (float)(act->magnitude * root(run.s.rms)) : -1;
      });
      bool noisy = run.s.sigma >= 0;
      if (noisy) run.noise(r.noise, count, run.s.sigma, draw(act->key, 1), r.sums);
      run.one([&] { if (noisy) record(run, *act, run.s.squares / run.s.rms, count); });
      run.all(count, [&](int i) { advantages[i] = r.noise[i]; });
    }
  }

  template <class R> MEMBER void estimate(R& run, Rollout& r) {
    int top = 2 * d.layers - 1, all = r.batch + r.envs;
    for (int from = 0; from < all; from += run.c.batch) {
      int rows = all - from < run.c.batch ? all - from : run.c.batch;
      run.all(rows * COLUMNS, [&](int i) { run.x[i / COLUMNS * run.c.batchStride + i % COLUMNS] = r.observations[from * COLUMNS + i]; });
      run.forward(d.layers, 2 * d.layers, rows);
      run.all(rows, [&](int i) { r.values[from + i] = *run.result(top, i); });
    }
    if (d.bootstraps) bootstrap(run, r);
    run.all(r.envs, [&](int env) {
      for (int i = r.batch - r.envs + env; i >= 0; i -= r.envs) {
        double going = 1 - r.dones[i + r.envs], later = i + r.envs < r.batch ? r.advantages[i + r.envs] : 0;
        double delta = r.rewards[i] + d.gamma * r.values[i + r.envs] * going - r.values[i];
        r.advantages[i] = delta + d.gamma * d.lambda * going * later;
        r.returns[i] = r.advantages[i] + r.values[i];
      }
    });
  }
  // A step that the time limit ended earns the value of the observation that it ended with.
  template <class R> MEMBER void bootstrap(R& run, Rollout& r) {
    run.one([&] {
      int count = 0;
      for (int i = 0; i < r.batch; i++)
        if (r.cuts[i]) r.cuts[count++] = i;
      run.s.counted = count;
    });
    int count = run.s.counted, top = 2 * d.layers - 1;
    for (int from = 0; from < count; from += run.c.batch) {
      int rows = count - from < run.c.batch ? count - from : run.c.batch;
      run.all(rows * COLUMNS, [&](int i) {
        int row = i / COLUMNS, j = i % COLUMNS;
        float seen = r.cut[r.cuts[from + row] * COLUMNS + j];
        if (d.scalesObservations) scale(seen, r.scales->column[j]);
        run.x[row * run.c.batchStride + j] = seen;
      });
      run.forward(d.layers, 2 * d.layers, rows);
      run.all(rows, [&](int i) {
        double& reward = r.rewards[r.cuts[from + i]];
        reward = reward + d.gamma * (double)*run.result(top, i);
      });
    }
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
  template <class R> MEMBER void change(R& run, Rollout& r, const Iteration& iteration, int from, int number, int inIteration) {
    const Step& step = run.steps[number];
    run.begin(step);
    if (iteration.remember) run.remember();
    gather(run, r, from);
    if (iteration.targets >= 0) disturbTargets(run, r, run.template table<Events>(EVENTS)[iteration.targets + inIteration]);
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
  // Of each row of a minibatch: 0 the advantage, 1 to 3 the terms of the loss, 4 that of KL(old || new).
  template <class R> MEMBER double* term(R& run, int number) { return run.rows + number * run.c.batch; }

  // Whether how far the policy moves can end an iteration.
  template <class R> MEMBER bool watches(R& run) { return run.c.rowDoubles > 4; }

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
    if (watches(run)) {
      double logRatio = log - r.logs[sample];
      term(run, 4)[i] = ratio - 1 - logRatio;
    }
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
      double policy = 0, entropy = 0, value = 0, kl = 0;
      for (int i = 0; i < d.minibatch; i++) {
        policy += term(run, 1)[i];
        entropy += term(run, 2)[i];
        value += term(run, 3)[i];
        if (watches(run)) kl += term(run, 4)[i];
      }
      policy /= d.minibatch;
      value *= 0.5 / d.minibatch;
      entropy /= d.minibatch;
      run.s.kl = kl / d.minibatch;
      run.s.loss = policy - d.entropy * entropy + d.valueWeight * value;
    });
  }
};

KERNEL(train_ppo, Ppo)
