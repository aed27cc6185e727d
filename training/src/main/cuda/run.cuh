#pragma once
// What the kernels of all learners are made of. A run is a block of threads and does the vector engine's operations in
// its order: every product is one fma chain in the order of the inner index, every sum in a fixed order, exp and log the JVM's own
// polynomials. So the bits are those of the JVM (org.shaketable.training.vector, .descent, .optimizer).
//
// What a run's own draws and settings decide before an update (rates, limits, what disturbs it) comes as data from the
// JVM: a Step each, and what the learner needs besides. What needs the run's parameters or gradient is done here.
//
// Compiles with nvcc or NVRTC (-fmad=false) and, to be tested without a GPU, with a C++ compiler
// (-ffp-contract=off). A phase, block.each(...), is what all threads do between two barriers. What is read outside
// of phases is not written in the phase that follows.
typedef unsigned long long u64;
typedef long long i64;

#if defined(__CUDACC__) || defined(__CUDACC_RTC__)
#define DEVICE static __device__ __forceinline__
#define MEMBER __device__ __forceinline__
#define UNROLL _Pragma("unroll")
DEVICE float fused(float a, float b, float c) { return __fmaf_rn(a, b, c); }
DEVICE float root(float a) { return __fsqrt_rn(a); }
DEVICE double root(double a) { return __dsqrt_rn(a); }
// Java's maximum is NaN where one of the two is; fmaxf's is not.
DEVICE float larger(float a, float b) { float c; asm("max.NaN.f32 %0, %1, %2;" : "=f"(c) : "f"(a), "f"(b)); return c; }
DEVICE float smaller(float a, float b) { float c; asm("min.NaN.f32 %0, %1, %2;" : "=f"(c) : "f"(a), "f"(b)); return c; }
DEVICE int bits(float a) { return __float_as_int(a); }
DEVICE float value(int a) { return __int_as_float(a); }
DEVICE i64 bits(double a) { return __double_as_longlong(a); }
DEVICE double value(i64 a) { return __longlong_as_double(a); }
struct Block {
  int threads;
  template <class F> MEMBER void each(F phase) { phase((int)threadIdx.x); __syncthreads(); }
};
#else
#include <cmath>
#include <cstring>
#define DEVICE static inline
#define MEMBER inline
#define UNROLL
DEVICE float fused(float a, float b, float c) { return std::fma(a, b, c); }
DEVICE float root(float a) { return std::sqrt(a); }
DEVICE double root(double a) { return std::sqrt(a); }
DEVICE float larger(float a, float b) { return a != a ? a : b != b ? b : a > b ? a : b; }
DEVICE float smaller(float a, float b) { return a != a ? a : b != b ? b : a < b ? a : b; }
DEVICE int bits(float a) { int b; std::memcpy(&b, &a, 4); return b; }
DEVICE float value(int a) { float b; std::memcpy(&b, &a, 4); return b; }
DEVICE i64 bits(double a) { i64 b; std::memcpy(&b, &a, 8); return b; }
DEVICE double value(i64 a) { double b; std::memcpy(&b, &a, 8); return b; }
#endif

// --- what the JVM hands over; org.shaketable.training.gpu writes the same bytes --------------------------------------
const int MOST_LAYERS = 18;

struct Layer {
  int inputs, outputs;
  int weights, bias;   // places in the vector of parameters
  int result, stride;  // place of its outputs in the scratch memory, and the distance of two rows of them
};

struct Act {            // what disturbs a vector
  int code, slot;       // slot of the realised magnitude's sum and weight; -1 for none
  int number;           // bits, or an index
  float factor;
  double magnitude;
  u64 key;              // of its random stream; the tensors of a reset of layers as a bit set; of a delay what is used
};
enum { NOISE = 1, TENSOR_NOISE, ZERO, NEGATE, SCALE, ROUND, KICK, RESTORE, DELAY };

struct Step {           // one update
  i64 acts;             // number of its first act: on parameters, gradient, memory
  int onParameters, onGradient, onMemory;
  float rate, rootScale, momentum, rest, decay;
  double limit;
};

struct State {          // how a run stands
  int status;           // 0: going on; it diverged in 1 the loss, 2 the gradient, 3 the parameters
  int done;             // updates of this launch
  double value;         // what was not finite
  double gradientNorm;  // of the last update, before clipping
};
enum { GOING = 0, LOSS, GRADIENT, PARAMETERS };

enum { TANH = 0, RELU };
enum { ADAM = 0, ADAMW, MOMENTUM, NESTEROV };
enum { STEPS = 0, ACTS, OWN };  // tables of a plan; from OWN on those of the learner

struct Cohort {
  const char* plan;     // all tables
  const i64* starts;    // runs x tables: where a run's table begins in the plan, in bytes
  float* parameters;    // runs x size
  float* remembered;    // runs x size: before the last update
  float* initial;       // runs x size
  float* memory;        // runs x arrays x size
  double* losses;       // runs x updates
  State* states;
  double* recorded;     // runs x slots x (sum, weight)
  float* scratch;       // runs x scratchSize, where the scratch memory is not a block's shared memory
  const int* places;    // tensors + 1: where each tensor begins in the vector of parameters, and where the last ends
  float* kept;          // vectors x size, which acts keep; behind them what acts in play keep
  float beta2, rest2, epsilon;
  int size, tensors, arrays, slots, tables, updates, remember, clips, activation, optimizer;
  int scratchSize, rowDoubles, batch, batchStride, inputs;  // inputs: the place of a batch's in the scratch memory
  Layer layer[MOST_LAYERS];
};

// --- org.shaketable.random.RandomStream -----------------------------------------------------------------------------
const u64 GOLDEN = 0x9E3779B97F4A7C15ull;
DEVICE u64 mix(u64 z) {
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}
DEVICE u64 draw(u64 key, u64 number) { return mix(key + GOLDEN * number); }  // from 1
DEVICE u64 keyOf(u64 name, u64 event) { return mix(name + GOLDEN * (event + 1)); }
DEVICE bool strikes(const Act& act, int i) {
  return (double)(draw(act.key, (u64)i + 1) >> 11) * 0x1p-53 < act.magnitude;
}

// --- org.shaketable.training.elementary.Exponential, in double --------------------------------------------------------
const double LN2_HIGH = 0x1.62e42feep-1, LN2_LOW = 0x1.a39ef35793c76p-33;
#define INFINITE value((i64)0x7FF0000000000000ll)

DEVICE double exponential(double x) {
  if (!(x >= -708 && x <= 709)) return x < 0 ? 0 : x + INFINITE;
  double shifted = x * 1.4426950408889634 + 0x1.8p52, k = shifted - 0x1.8p52;
  double r = (x - k * LN2_HIGH) - k * LN2_LOW;
  u64 exponent = (u64)((i64)(int)bits(shifted) + 1023) << 52;
  double sum = 1.0 / 6227020800.0;
  sum = sum * r + 1.0 / 479001600.0;
  sum = sum * r + 1.0 / 39916800.0;
  sum = sum * r + 1.0 / 3628800.0;
  sum = sum * r + 1.0 / 362880.0;
  sum = sum * r + 1.0 / 40320.0;
  sum = sum * r + 1.0 / 5040.0;
  sum = sum * r + 1.0 / 720.0;
  sum = sum * r + 1.0 / 120.0;
  sum = sum * r + 1.0 / 24.0;
  sum = sum * r + 1.0 / 6.0;
  sum = sum * r + 0.5;
  return (1 + (r + r * r * sum)) * value((i64)exponent);
}
DEVICE double logarithm(double x) {
  if (!(x >= 0x1p-1022 && x <= 0x1.fffffffffffffp1023)) return x >= 0 && x < 1 ? -INFINITE : x > 0 ? x : INFINITE - INFINITE;
  i64 b = bits(x), k = (b - 0x3FE6A09E667F3BCDll) >> 52;
  double m = value((i64)((u64)b - ((u64)k << 52))), f = m - 1, z = f / (m + 1), s = z * z;
  double sum = 1.0 / 21;
  sum = sum * s + 1.0 / 19;
  sum = sum * s + 1.0 / 17;
  sum = sum * s + 1.0 / 15;
  sum = sum * s + 1.0 / 13;
  sum = sum * s + 1.0 / 11;
  sum = sum * s + 1.0 / 9;
  sum = sum * s + 1.0 / 7;
  sum = sum * s + 1.0 / 5;
  sum = sum * s + 1.0 / 3;
  return (double)k * LN2_HIGH + (2 * z + (2 * z * s * sum + (double)k * LN2_LOW));
}
// Java's Math.max: NaN if one is, and 0 above -0.
DEVICE double larger(double a, double b) {
  return a != a ? a : b != b ? b : a > b ? a : b > a ? b : bits(a) < 0 ? b : a;
}
DEVICE bool isFinite(double a) { return a >= -0x1.fffffffffffffp1023 && a <= 0x1.fffffffffffffp1023; }

// --- org.shaketable.training.arithmetic.Elementary and org.shaketable.random.NormalBlocks, in float -------------------
DEVICE float tangent(float a) {
  float x = smaller(larger(a, -7.90531110763549805f), 7.90531110763549805f), y = x * x;
  float p = fused(-2.76076847742355e-16f, y, 2.00018790482477e-13f);
  p = fused(p, y, -8.60467152213735e-11f);
  p = fused(p, y, 5.12229709037114e-08f);
  p = fused(p, y, 1.48572235717979e-05f);
  p = fused(p, y, 6.37261928875436e-04f);
  p = fused(p, y, 4.89352455891786e-03f) * x;
  float q = fused(1.19825839466702e-06f, y, 1.18534705686654e-04f);
  q = fused(q, y, 2.26843463243900e-03f);
  q = fused(q, y, 4.89352518554385e-03f);
  return p / q;
}
DEVICE float exponential(float a) {
  float x = smaller(larger(a, -87.f), 88.f), shifted = fused(x, 1.44269504f, 12582912.f), n = shifted - 12582912.f;
  x = fused(n, -0.693359375f, x);
  x = fused(n, 2.12194440e-4f, x);
  float p = fused(1.9875691500e-4f, x, 1.3981999507e-3f);
  p = fused(p, x, 8.3334519073e-3f);
  p = fused(p, x, 4.1665795894e-2f);
  p = fused(p, x, 1.6666665459e-1f);
  p = fused(p, x, 5.0000001201e-1f);
  p = fused(p, x * x, x) + 1.f;
  return p * value((int)(((unsigned)bits(shifted) << 23) + (127u << 23)));
}
DEVICE float logarithm(float a) {
  int b = bits(a), e = (b - 0x3F3504F3) >> 23;
  float x = value((int)((unsigned)b - ((unsigned)e << 23))) - 1.f, z = x * x, n = value(e + 0x4B400000) - 12582912.f;
  float p = fused(7.0376836292e-2f, x, -1.1514610310e-1f);
  p = fused(p, x, 1.1676998740e-1f);
  p = fused(p, x, -1.2420140846e-1f);
  p = fused(p, x, 1.4249322787e-1f);
  p = fused(p, x, -1.6668057665e-1f);
  p = fused(p, x, 2.0000714765e-1f);
  p = fused(p, x, -2.4999993993e-1f);
  p = fused(p, x, 3.3333331174e-1f);
  p = p * x * z;
  p = fused(n, -2.12194440e-4f, p);
  p = fused(z, -0.5f, p);
  return fused(n, 0.693359375f, x + p);
}
DEVICE float unit(unsigned b) { return value((int)(b >> 9 | 0x3F800000u)); }  // in [1, 2)
DEVICE unsigned scatter(unsigned h, unsigned key) {
  h = (h ^ h >> 16) * 0x85EBCA6Bu;
  h = ((h ^ h >> 13) + key) * 0xC2B2AE35u;
  h = (h ^ h >> 16) * 0x7FEB352Du;
  return h ^ h >> 15;
}
// Normal noise of value i of one call of Gaussian.add; the key is its draw.
DEVICE float normal(u64 key, int i, float sigma) {
  u64 a = mix(key), b = mix(key ^ 0x5851F42D4C957F2Dull);
  int in = i % 32;
  unsigned counter = (unsigned)(i / 32 * 16 + in % 16) * 0x9E3779B1u;
  unsigned angleBits = scatter((unsigned)b + counter, (unsigned)(b >> 32));
  float u = unit(scatter((unsigned)a + counter, (unsigned)(a >> 32))) - 0.99999994f;
  float radius = root(larger(logarithm(u) * (-2.f * sigma * sigma), 0.f));
  float angle = (unit(angleBits) - 1.5f) * 3.14159265358979323846f, y = angle * angle, turn;
  if (in < 16) {
    turn = fused(2.0876757e-9f, y, -2.7557319e-7f);
    turn = fused(turn, y, 2.4801587e-5f);
    turn = fused(turn, y, -1.3888889e-3f);
    turn = fused(turn, y, 4.1666667e-2f);
    turn = fused(turn, y, -0.5f);
    turn = fused(turn, y, 1.f);
  } else {
    turn = fused(-2.5052108e-8f, y, 2.7557319e-6f);
    turn = fused(turn, y, -1.9841270e-4f);
    turn = fused(turn, y, 8.3333333e-3f);
    turn = fused(turn, y, -1.6666667e-1f);
    turn = fused(turn, y, 1.f) * angle;
  }
  // The other half circle has other cosines, and the same sines.
  return in < 16 ? radius * turn * value((int)(angleBits << 31 | 0x3F800000u)) : radius * turn;
}

// --- one run ----------------------------------------------------------------------------------------------------------
struct Shared {  // what all threads of a block see besides the scratch memory
  int status;
  double loss, sum, total, norm, rms, squares, mean, scale, kl;
  float sigma, clip;
  float partial[64];
  int struck[64], counted;
};

template <class B> struct Run {
  B& block;
  const Cohort& c;
  Shared& s;
  double* rows;  // rowDoubles x batch
  float *w, *g, *x, *scratch, *sums;
  float* memory;
  const Step* steps;
  const Act* acts;
  int run;

  MEMBER Run(B& block, const Cohort& c, Shared& s, float* scratch, int run) : block(block), c(c), s(s), scratch(scratch), run(run) {
    rows = (double*)scratch;
    w = scratch + 2 * c.rowDoubles * c.batch;
    g = w + c.size;
    x = scratch + c.inputs;
    sums = x;  // sums of noise lie where inputs and activations do
    memory = c.memory + (i64)run * c.arrays * c.size;
    steps = table<Step>(STEPS);
    acts = table<Act>(ACTS);
  }
  template <class T> MEMBER const T* table(int number) {
    return (const T*)(c.plan + c.starts[(i64)run * c.tables + number]);
  }

  // Every thread all i in [0, count) with i = tid modulo the threads.
  template <class F> MEMBER void all(int count, F f) {
    block.each([&](int tid) { for (int i = tid; i < count; i += block.threads) f(i); });
  }
  template <class F> MEMBER void one(F f) {
    block.each([&](int tid) { if (tid == 0) f(); });
  }

  // out(i, j) from start(i, j) + sum over p of a(i, p) b(p, j), tiles of T x T; neighbouring threads have neighbouring j.
  template <int T, class S, class P, class Q, class E> MEMBER void tiles(int m, int n, int k, S start, P a, Q b, E out) {
    int mt = (m + T - 1) / T, nt = (n + T - 1) / T;
    all(mt * nt, [&](int tile) {
      int jt = tile % nt, it = tile / nt, row[T], column[T];
      float sum[T][T];
      UNROLL for (int q = 0; q < T; q++) {
        row[q] = it + q * mt < m ? it + q * mt : it;
        column[q] = jt + q * nt < n ? jt + q * nt : jt;
      }
      UNROLL for (int q = 0; q < T; q++) UNROLL for (int e = 0; e < T; e++) sum[q][e] = start(row[q], column[e]);
      for (int p = 0; p < k; p++) {
        float ap[T], bp[T];
        UNROLL for (int q = 0; q < T; q++) { ap[q] = a(row[q], p); bp[q] = b(p, column[q]); }
        UNROLL for (int q = 0; q < T; q++) UNROLL for (int e = 0; e < T; e++) sum[q][e] = fused(ap[q], bp[e], sum[q][e]);
      }
      UNROLL for (int q = 0; q < T; q++) UNROLL for (int e = 0; e < T; e++)
        if (it + q * mt < m && jt + e * nt < n) out(row[q], column[e], sum[q][e]);
    });
  }
  // A product of few outputs gives each thread one.
  template <class S, class P, class Q, class E> MEMBER void product(int m, int n, int k, S start, P a, Q b, E out) {
    if (m * n <= block.threads) tiles<1>(m, n, k, start, a, b, out);
    else tiles<4>(m, n, k, start, a, b, out);
  }

  // Euclidean norm squared in the order of Sums.squares: 64 interleaved chains, then in double.
  MEMBER void squares(const float* v, double* result) {
    int whole = c.size - c.size % 64;
    all(64, [&](int lane) {
      float sum = 0;
      for (int i = lane; i < whole; i += 64) sum = fused(v[i], v[i], sum);
      s.partial[lane] = sum;
    });
    one([&] {
      double sum = 0;
      for (int lane = 0; lane < 64; lane++) sum += s.partial[lane];
      for (int i = whole; i < c.size; i++) sum += (double)v[i] * v[i];
      *result = root(sum);
    });
  }

  MEMBER void record(const Act& act, double total, double count) {
    if (act.slot < 0) return;
    double* slot = c.recorded + ((i64)run * c.slots + act.slot) * 2;
    slot[0] += total;
    slot[1] += count;
  }

  // --- disturbances (org.shaketable.perturbation) ---
  MEMBER double rms(const float* v, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) sum += (double)v[i] * v[i];
    return root(sum / count);
  }
  // Gaussian.add: values in chunks of 512, squares of a chunk as 32 chains in float, then in double.
  MEMBER void noise(float* v, int count, float sigma, u64 key) { noise(v, count, sigma, key, sums); }
  // sums: room for 32 numbers of each chunk and 32 more.
  MEMBER void noise(float* v, int count, float sigma, u64 key, float* sums) {
    int chunks = (count + 511) / 512, whole = count - count % 32;
    all(chunks * 32, [&](int chain) {
      int to = chain / 32 * 512 + 512;
      float sum = 0;
      for (int i = chain / 32 * 512 + chain % 32; i < to && i < whole; i += 32) {
        float n = normal(key, i, sigma);
        sum = fused(n, n, sum);
        v[i] = v[i] + n;
      }
      sums[chain] = sum;
    });
    all(count - whole, [&](int i) {
      float n = normal(key, whole + i, sigma);
      v[whole + i] = v[whole + i] + n;
      sums[chunks * 32 + i] = n;
    });
    one([&] {
      double squares = 0;
      for (int chunk = 0; chunk < chunks; chunk++) {
        double sum = 0;
        for (int i = 0; i < 32; i++) sum += sums[chunk * 32 + i];
        if (chunk == chunks - 1)
          for (int i = 0; i < count - whole; i++) sum += (double)sums[chunks * 32 + i] * sums[chunks * 32 + i];
        squares += sum;
      }
      s.squares = squares;
    });
  }
  MEMBER int tensorAt(int t) { return c.places[t]; }
  MEMBER int tensorSize(int t) { return c.places[t + 1] - c.places[t]; }

  MEMBER void gradientNoise(const Act& act, float* v) {
    one([&] { s.rms = rms(v, c.size); s.sigma = (float)(act.magnitude * s.rms); });
    noise(v, c.size, s.sigma, draw(act.key, 1));
    one([&] { if (s.rms > 0) record(act, root(s.squares / c.size) / s.rms, 1); });
  }
  MEMBER void tensorNoise(const Act& act, float* v) {
    u64 draws = 0;
    for (int t = 0; t < c.tensors; t++) {
      int size = tensorSize(t);
      one([&] { s.rms = rms(v + tensorAt(t), size); s.sigma = (float)(act.magnitude * s.rms); });
      if (s.rms > 0) {
        noise(v + tensorAt(t), size, s.sigma, draw(act.key, ++draws));
        one([&] { record(act, s.squares / (s.rms * s.rms), size); });
      } else {
        one([] {});
      }
    }
  }
  // How many entries an act struck, recorded as a share of a vector, `times` over.
  MEMBER void struck(const Act& act, int times) {
    all(64, [&](int lane) {
      int count = 0;
      for (int i = lane; i < c.size; i += 64) count += strikes(act, i);
      s.struck[lane] = count;
    });
    one([&] {
      int count = 0;
      for (int lane = 0; lane < 64; lane++) count += s.struck[lane];
      for (int i = 0; i < times; i++) record(act, count, c.size);
    });
  }
  MEMBER void restore(const Act& act, float* v) {
    const float* initial = c.initial + (i64)run * c.size;
    for (int t = 0; t < c.tensors; t++)
      if (act.key >> t & 1) all(tensorSize(t), [&](int i) { v[tensorAt(t) + i] = initial[tensorAt(t) + i]; });
    one([&] { record(act, act.factor, act.number); });
  }
  MEMBER void kick(const Act& act, float* v) {
    one([&] {
      for (int t = 0; t < c.tensors; t++) {
        if (act.number < tensorAt(t) || act.number >= tensorAt(t) + tensorSize(t)) continue;
        double size = rms(v + tensorAt(t), tensorSize(t));
        v[act.number] += (float)(act.factor * act.magnitude * size);
        record(act, size > 0 ? act.magnitude : 0, 1);
      }
    });
  }
  MEMBER void disturb(const Act& act, float* v, int arrays) {
    int count = arrays * c.size;
    switch (act.code) {
      case NOISE: gradientNoise(act, v); break;
      case TENSOR_NOISE: tensorNoise(act, v); break;
      case ZERO:
        all(count, [&](int i) { if (strikes(act, i % c.size)) v[i] = 0; });
        struck(act, arrays);
        break;
      case NEGATE:
        all(count, [&](int i) { if (strikes(act, i)) v[i] = -v[i]; });
        struck(act, arrays);
        break;
      case SCALE:
        all(count, [&](int i) { v[i] = v[i] * act.factor; });
        one([&] { record(act, act.magnitude, 1); });
        break;
      case ROUND:
        if (act.number > 0) all(count, [&](int i) {
          if (!isFinite(v[i])) return;
          int raw = (int)((unsigned)bits(v[i]) + (1u << (act.number - 1)));
          v[i] = value((int)((unsigned)(raw >> act.number) << act.number));
        });
        one([&] { record(act, act.number, 1); });
        break;
      case KICK: kick(act, v); break;
      case RESTORE: restore(act, v); break;
      case DELAY: {
        float *put = c.kept + (i64)act.number * c.size, *take = c.kept + (i64)act.key * c.size;
        all(c.size, [&](int i) {
          put[i] = v[i];
          v[i] = take[i];
        });
        one([&] { record(act, act.magnitude, 1); });
        break;
      }
    }
  }

  // --- networks of dense layers (org.shaketable.training.vector.Dense); one has the layers [from, to) ---
  MEMBER const float* below(int l, int from, int& stride) {
    stride = l == from ? c.batchStride : c.layer[l - 1].stride;
    return l == from ? x : scratch + c.layer[l - 1].result;
  }
  MEMBER float* result(int l, int row) { return scratch + c.layer[l].result + row * c.layer[l].stride; }
  MEMBER void forward(int from, int to, int rows) {
    for (int l = from; l < to; l++) forward(l, from, l == to - 1, rows);
  }
  MEMBER void forward(int l, int from, bool last, int rows) {
    const Layer& layer = c.layer[l];
    int stride, n = layer.outputs, to = layer.stride;
    const float *in = below(l, from, stride), *weights = w + layer.weights, *bias = w + layer.bias;
    float* out = scratch + layer.result;
    bool relu = c.activation == RELU;
    product(rows, n, layer.inputs, [&](int, int j) { return bias[j]; },
            [&](int i, int p) { return in[i * stride + p]; }, [&](int p, int j) { return weights[p * n + j]; },
            [&](int i, int j, float sum) { out[i * to + j] = last ? sum : relu ? larger(sum, 0.f) : tangent(sum); });
  }
  // The gradient from that of the last layer's result, which lies in its place; more rows of one batch go on where
  // those before have ended.
  MEMBER void backward(int from, int to, int rows, bool more) {
    for (int l = to - 1; l > from; l--) {
      weightGradient(l, from, rows, more);
      inputGradient(l, rows);
    }
    weightGradient(from, from, rows, more);
  }
  MEMBER void weightGradient(int l, int from, int rows, bool more) {
    const Layer& layer = c.layer[l];
    int stride, n = layer.outputs, distance = layer.stride;
    const float *in = below(l, from, stride), *d = scratch + layer.result;
    float* to = g + layer.weights;
    product(layer.inputs, n, rows, [&](int i, int j) { return more ? to[i * n + j] : 0.f; },
            [&](int i, int p) { return in[p * stride + i]; },
            [&](int p, int j) { return d[p * distance + j]; }, [&](int i, int j, float sum) { to[i * n + j] = sum; });
    all(n, [&](int j) {
      float sum = more ? g[layer.bias + j] : 0.f;
      for (int row = 0; row < rows; row++) sum = sum + d[row * distance + j];
      g[layer.bias + j] = sum;
    });
  }
  // The gradient of the layer below's result, through its non-linearity, in place of that result.
  MEMBER void inputGradient(int l, int rows) {
    const Layer& layer = c.layer[l];
    int n = layer.outputs, from = layer.stride, to = c.layer[l - 1].stride;
    const float *d = scratch + layer.result, *weights = w + layer.weights;
    float* y = scratch + c.layer[l - 1].result;
    bool relu = c.activation == RELU;
    product(layer.inputs, rows, n, [](int, int) { return 0.f; }, [&](int i, int p) { return weights[i * n + p]; },
            [&](int p, int row) { return d[row * from + p]; }, [&](int i, int row, float sum) {
              float v = y[row * to + i];
              y[row * to + i] = relu ? (v > 0 ? sum : 0.f) : sum * (1.f - v * v);
            });
  }

  // --- org.shaketable.training.arithmetic.Updates ---
  MEMBER void update(const Step& step) {
    float *m = memory, *v = memory + c.size;
    all(c.size, [&](int i) {
      float gi = g[i], wi = w[i];
      switch (c.optimizer) {
        case ADAMW: wi = wi * step.decay;  // and on
        case ADAM: {
          m[i] = m[i] * step.momentum + gi * step.rest;
          v[i] = v[i] * c.beta2 + gi * gi * c.rest2;
          w[i] = wi - m[i] * step.rate / (root(v[i]) * step.rootScale + c.epsilon);
          break;
        }
        case MOMENTUM:
          m[i] = m[i] * step.momentum + gi;
          w[i] = wi - m[i] * step.rate;
          break;
        case NESTEROV:
          m[i] = m[i] * step.momentum + gi;
          w[i] = wi - (m[i] * step.momentum + gi) * step.rate;
          break;
      }
    });
  }

  // Notes a number that is not finite; the run goes no further.
  MEMBER void check(double number, int where, int done) {
    if (isFinite(number)) return;
    s.status = where;
    c.states[run].status = where;
    c.states[run].value = number;
    c.states[run].done = done;
  }

  // --- org.shaketable.training.descent.Parts: the mean of a batch that was made much larger is that of its parts ---
  // part(first, count) leaves mean loss and gradient of so many rows; total has room for a gradient.
  template <class F> MEMBER void parts(int rows, int most, float* total, F part) {
    if (rows <= most) {
      part(0, rows);
      return;
    }
    all(c.size, [&](int i) { total[i] = 0; });
    one([&] { s.total = 0; });
    for (int from = 0; from < rows; from += most) {
      int count = rows - from < most ? rows - from : most;
      float weight = (float)count / (float)rows;
      part(from, count);
      all(c.size, [&](int i) { total[i] = total[i] + weight * g[i]; });
      one([&] { s.total += weight * s.loss; });
    }
    all(c.size, [&](int i) { g[i] = total[i]; });
    one([&] { s.loss = s.total; });
  }

  // --- an update, org.shaketable.training.descent.Descent: begin, the learner's loss and gradient, lost and descend ---
  MEMBER void begin(const Step& step) {
    for (int i = 0; i < step.onParameters; i++) disturb(acts[step.acts + i], w, 1);
  }
  // Whether the loss in s.loss ends the run.
  MEMBER bool lost(int number) {
    one([&] {
      check(s.loss, LOSS, number);
      c.losses[(i64)run * c.updates + number] = s.loss;
    });
    return s.status;
  }
  MEMBER void descend(const Step& step, int number) {
    const Act* act = acts + step.acts + step.onParameters;
    for (int i = 0; i < step.onGradient; i++) disturb(*act++, g, 1);
    squares(g, &s.norm);
    one([&] {
      c.states[run].gradientNorm = s.norm;
      double factor = step.limit / (s.norm + 1e-6);
      s.clip = c.clips && factor < 1 ? (float)factor : 1.f;
      check(s.norm, GRADIENT, number);
    });
    if (s.status) return;
    if (s.clip != 1.f) all(c.size, [&](int i) { g[i] = g[i] * s.clip; });
    for (int i = 0; i < step.onMemory; i++) disturb(*act++, memory, c.arrays);
    update(step);
  }
  MEMBER void checkParameters(int number) {
    squares(w, &s.norm);
    one([&] { check(s.norm, PARAMETERS, number); });
  }
  MEMBER void remember() {
    float* before = c.remembered + (i64)run * c.size;
    all(c.size, [&](int i) { before[i] = w[i]; });
  }

  // Parameters and status come at the start of a launch, and go at its end.
  MEMBER void arrive() {
    float* own = c.parameters + (i64)run * c.size;
    all(c.size, [&](int i) { w[i] = own[i]; });
    one([&] { s.status = c.states[run].status; if (!s.status) c.states[run].done = c.updates; });
  }
  MEMBER void leave() {
    float* own = c.parameters + (i64)run * c.size;
    all(c.size, [&](int i) { own[i] = w[i]; });
  }
};

// A kernel of learner L, whose description begins with that of the cohort.
// shared: whether the scratch memory is the block's shared memory.
#if defined(__CUDACC__) || defined(__CUDACC_RTC__)
#define KERNEL(name, L)                                                                                  \
  extern "C" __global__ void __launch_bounds__(256) name(const L::Description* description, int shared) { \
    extern __shared__ double fast[];                                                                     \
    __shared__ Shared s;                                                                                 \
    Block block = {(int)blockDim.x};                                                                     \
    const Cohort& c = description->cohort;                                                               \
    int run = blockIdx.x;                                                                                \
    float* scratch = shared ? (float*)fast : c.scratch + (i64)run * c.scratchSize;                       \
    Run<Block> one(block, c, s, scratch, run);                                                           \
    L(*description).train(one);                                                                          \
  }
#else
#define KERNEL(name, L)
#endif
