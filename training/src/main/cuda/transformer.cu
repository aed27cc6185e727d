// Trains language models (org.shaketable.training.language, .transformer). Activations lie in rows: one for each
// position of each sequence of a batch. Heads are padded to a multiple of 16 columns as they are on the CPU, for what
// is added there is a sum's last bit.
#include "run.cuh"

// --- StrictMath.log, which is that of fdlibm ---------------------------------------------------------------------------
DEVICE double naturalLogarithm(double x) {
  const double high = 6.93147180369123816490e-01, low = 1.90821492927058770002e-10;
  if (x != x || x <= 0) return x == 0 ? -INFINITE : INFINITE - INFINITE;
  if (x > 0x1.fffffffffffffp1023) return x;
  int k = 0;
  if (x < 0x1p-1022) k -= 54, x *= 0x1p54;
  i64 b = bits(x);
  int head = (int)(b >> 32);
  k += (head >> 20) - 1023;
  head &= 0x000fffff;
  int up = (head + 0x95f64) & 0x100000;
  x = value((i64)(((u64)(unsigned)(head | (up ^ 0x3ff00000)) << 32) | ((u64)b & 0xFFFFFFFFull)));
  k += up >> 20;
  double f = x - 1.0, n = (double)k;
  if ((0x000fffff & (2 + head)) < 3) {
    if (f == 0) return k == 0 ? 0 : n * high + n * low;
    double r = f * f * (0.5 - 0.33333333333333333 * f);
    return k == 0 ? f - r : n * high - ((r - n * low) - f);
  }
  double s = f / (2.0 + f), z = s * s, w = z * z;
  double even = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
  double odd = z * (6.666666666666735130e-01 + w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
  double r = odd + even;
  if (((head - 0x6147a) | (0x6b851 - head)) > 0) {
    double half = 0.5 * f * f;
    return k == 0 ? f - (half - s * (half + r)) : n * high - ((half - (s * (half + r) + n * low)) - f);
  }
  return k == 0 ? f - s * (f - r) : n * high - ((s * (f - r) - n * low) - f);
}

// --- org.shaketable.training.transformer.LaneSums: value j goes to lane j modulo 16 -----------------------------------
struct Lanes {
  float sum[16];
  MEMBER Lanes() { UNROLL for (int i = 0; i < 16; i++) sum[i] = 0; }
  // Adds f(j) in lane j modulo 16, for j below a multiple of 16; add is what adds.
  template <class F> MEMBER void each(int count, F add) {
    for (int j = 0; j < count; j += 16) UNROLL for (int lane = 0; lane < 16; lane++) sum[lane] = add(j + lane, sum[lane]);
  }
  MEMBER float whole() const {
    float a = (sum[0] + sum[1]) + (sum[2] + sum[3]), b = (sum[4] + sum[5]) + (sum[6] + sum[7]);
    float c = (sum[8] + sum[9]) + (sum[10] + sum[11]), d = (sum[12] + sum[13]) + (sum[14] + sum[15]);
    return (a + b) + (c + d);
  }
};
const float MASKED = -1e30f, FLOOR = -60.f;
DEVICE int padded(int size) { return (size + 15) & -16; }

// --- what the JVM hands over ------------------------------------------------------------------------------------------
struct Sequences {          // the batch of one update
  i64 windows;              // place of its windows' numbers
  i64 tokens, targets;      // places of tokens and targets of its own; -1 for those of the windows
  u64 dropout;              // key of what it drops
  double smoothing;
  int count, threshold;     // threshold: of 65,536 values, how many are dropped
  float keptScale;
  int unused;
};

struct Transformer {
  enum { BATCHES = OWN, WINDOWS, TOKENS, TARGETS };

  struct Description {
    Cohort cohort;
    const int *tokens, *targets;  // of the text
    float* totals;                // runs x size: the gradient of a batch in parts
    double zLoss;
    int layers, width, heads, context, length, vocabulary, stride;  // length: of a window; stride: of two
    int tied, normalises;         // whether the head is the token embedding; whether queries and keys are normalised
    int most;                     // sequences of a part
  };
  const Description& d;
  MEMBER Transformer(const Description& d) : d(d) {}

  template <class R> MEMBER void train(R& run);
};

// Entry (i, j) of the matrix of head h at at + h / heads * sequence + h % heads * head + i * row + j * column.
struct View {
  float* at;
  int row, column, sequence, head;
  MEMBER View transposed() const { return {at, column, row, sequence, head}; }
};
enum Span { WIDTH, UNTIL, SINCE };  // an inner index over a head's width; to the end of row i's block; from its start

template <class R> struct Language {
  R& run;
  const Transformer::Description& d;
  int rows, width, hidden, size, paddedSize, columns, span, logitColumns;
  int *tokens, *targets;
  float *stream, *streamGradient, *branch, *dropped, *logits, *projectedGradient, *mixedGradient, *hiddenGradient;
  float *scoreGradient, *layers;
  int layerFloats, layerParameters;
  // Of the part that is at hand.
  int sequences, threshold;
  float keptScale;
  u64 dropout;

  // The places of one norm's rows.
  struct Norm { float *normalised, *output, *inverse; };
  struct Kept { Norm attention, feedForward; float *projected, *mixed, *scores, *slope, *active, *headNormalised, *headInverse; };
  struct Weights { int norm, query, output, headNorm, feedForwardNorm, first, second; };
  Norm last;

  MEMBER Language(R& run, const Transformer::Description& d) : run(run), d(d) {
    rows = d.most * d.length, width = d.width, hidden = 4 * width, size = width / d.heads, paddedSize = padded(size);
    columns = d.heads * paddedSize, span = padded(d.length), logitColumns = padded(d.vocabulary);
    float* at = run.x;
    tokens = (int*)take(at, rows), targets = (int*)take(at, rows);
    stream = take(at, rows * width), streamGradient = take(at, rows * width), branch = take(at, rows * width);
    dropped = take(at, rows * width), logits = take(at, rows * logitColumns);
    projectedGradient = take(at, rows * 3 * columns), mixedGradient = take(at, rows * columns);
    hiddenGradient = take(at, rows * hidden), scoreGradient = take(at, d.most * d.heads * d.length * span);
    last = norm(at);
    layers = at;
    kept(at);
    layerFloats = (int)(at - layers);
    layerParameters = weights(0).second + hidden * width + width - weights(0).norm;
  }
  MEMBER static float* take(float*& at, int count) { float* begin = at; at += count; return begin; }
  MEMBER Norm norm(float*& at) {
    float *normalised = take(at, rows * width), *output = take(at, rows * width), *inverse = take(at, rows);
    return {normalised, output, inverse};
  }
  MEMBER Kept kept(float*& at) {
    Kept k;
    k.attention = norm(at), k.feedForward = norm(at);
    k.projected = take(at, rows * 3 * columns), k.mixed = take(at, rows * columns);
    k.scores = take(at, d.most * d.heads * d.length * span);
    k.slope = take(at, rows * hidden), k.active = take(at, rows * hidden);
    k.headNormalised = take(at, d.normalises ? rows * 2 * width : 0);
    k.headInverse = take(at, d.normalises ? rows * 2 * d.heads : 0);
    return k;
  }
  MEMBER Kept layer(int l) {
    float* at = layers + (i64)l * layerFloats;
    return kept(at);
  }
  // Places of a layer's parameters; a matrix has its bias behind it, a norm's scale its shift.
  MEMBER int position() { return d.vocabulary * width; }
  MEMBER Weights weights(int l) {
    Weights p;
    p.norm = position() + d.context * width + (l == 0 ? 0 : l * layerParameters);
    p.query = p.norm + 2 * width;
    p.output = p.query + 3 * (width * width + width);
    p.headNorm = p.output + width * width + width;
    p.feedForwardNorm = p.headNorm + (d.normalises ? 2 * size : 0);
    p.first = p.feedForwardNorm + 2 * width;
    p.second = p.first + width * hidden + hidden;
    return p;
  }
  MEMBER int lastNorm() { return weights(d.layers).norm; }
  MEMBER int head() { return lastNorm() + 2 * width; }
  MEMBER int used() { return sequences * d.length; }
  // Which of a row's values a padded column holds; -1 for padding.
  MEMBER int column(int p) {
    if (size == paddedSize) return p;
    return p % paddedSize < size ? p / paddedSize * size + p % paddedSize : -1;
  }
  MEMBER int place(int j) { return size == paddedSize ? j : j / size * paddedSize + j % size; }

  // --- org.shaketable.training.transformer.Dropout; site 0 is the embedding ---
  MEMBER bool drops() { return threshold > 0; }
  MEMBER float mask(int site, int i) {
    if (!drops()) return 1;
    u64 bits = mix(keyOf(dropout, (u64)site) + GOLDEN * ((u64)(i & -4) + 1));
    return (int)(bits >> 16 * (i & 3) & 65535) < threshold ? 0.f : keptScale;
  }
  MEMBER float masked(float value, int site, int i) { return drops() ? value * mask(site, i) : value; }
  // The stream's gradient behind a site.
  MEMBER const float* behind(int site) {
    if (!drops()) return streamGradient;
    run.all(used() * width, [&](int i) { dropped[i] = streamGradient[i] * mask(site, i); });
    return dropped;
  }

  // --- LayerNorm ---
  MEMBER void normalise(Norm to, int weights) {
    const float *scale = run.w + weights, *shift = scale + width;
    run.all(used(), [&](int row) {
      const float* x = stream + row * width;
      Lanes sums, squares;
      sums.each(width, [&](int j, float sum) { return sum + x[j]; });
      float mean = sums.whole() / width;
      squares.each(width, [&](int j, float sum) { float centred = x[j] - mean; return fused(centred, centred, sum); });
      float variance = squares.whole() / width, inverse = (float)(1 / root(variance + 1e-5));
      to.inverse[row] = inverse;
      for (int j = 0; j < width; j++) {
        float n = (x[j] - mean) * inverse;
        to.normalised[row * width + j] = n;
        to.output[row * width + j] = fused(n, scale[j], shift[j]);
      }
    });
  }
  // From the gradient of its output, in branch; adds to the stream's.
  MEMBER void normBackward(Norm of, int weights) {
    const float* scale = run.w + weights;
    run.all(width, [&](int j) {
      float scaleSum = 0, shiftSum = 0;
      for (int i = j; i < used() * width; i += width) {
        scaleSum = fused(branch[i], of.normalised[i], scaleSum);
        shiftSum = shiftSum + branch[i];
      }
      run.g[weights + j] = scaleSum;
      run.g[weights + width + j] = shiftSum;
    });
    run.all(used(), [&](int row) {
      const float *dy = branch + row * width, *n = of.normalised + row * width;
      float* dx = streamGradient + row * width;
      Lanes sums, products;
      sums.each(width, [&](int j, float sum) { return fused(dy[j], scale[j], sum); });
      products.each(width, [&](int j, float sum) { return fused(dy[j] * scale[j], n[j], sum); });
      float mean = sums.whole() / width, product = products.whole() / width;
      for (int j = 0; j < width; j++) dx[j] = ((dy[j] * scale[j] - mean) - n[j] * product) * of.inverse[row] + dx[j];
    });
  }

  // --- QueryKeyNorm: of 2 x heads vectors in a row, queries first ---
  MEMBER float* headVector(float* projected, int i) {
    return projected + i / (2 * d.heads) * 3 * columns + i % (2 * d.heads) * paddedSize;
  }
  MEMBER int headScale(int weights, int i) { return weights + (i % (2 * d.heads) < d.heads ? 0 : size); }
  MEMBER void normaliseHeads(Kept k, int weights) {
    run.all(used() * 2 * d.heads, [&](int i) {
      float *x = headVector(k.projected, i), sum = 0, squares = 0;
      const float* scale = run.w + headScale(weights, i);
      for (int j = 0; j < size; j++) sum = sum + x[j];
      float mean = sum / size;
      for (int j = 0; j < size; j++) squares = squares + (x[j] - mean) * (x[j] - mean);
      float inverse = (float)(1 / root(squares / size + 1e-5));
      k.headInverse[i] = inverse;
      for (int j = 0; j < size; j++) {
        float n = (x[j] - mean) * inverse;
        k.headNormalised[i * size + j] = n;
        x[j] = n * scale[j];
      }
    });
  }
  MEMBER void headNormBackward(Kept k, int weights) {
    int each = 2 * d.heads;
    run.all(2 * size, [&](int of) {
      int first = of < size ? 0 : d.heads, j = of % size;
      float sum = 0;
      for (int row = 0; row < used(); row++) for (int i = row * each + first; i < row * each + first + d.heads; i++)
        sum = sum + headVector(projectedGradient, i)[j] * k.headNormalised[i * size + j];
      run.g[weights + of] = sum;
    });
    run.all(used() * each, [&](int i) {
      float *dx = headVector(projectedGradient, i), sum = 0, product = 0;
      const float *scale = run.w + headScale(weights, i), *n = k.headNormalised + i * size;
      for (int j = 0; j < size; j++) {
        float e = dx[j] * scale[j];
        sum = sum + e;
        product = product + e * n[j];
      }
      float mean = sum / size, slope = product / size;
      for (int j = 0; j < size; j++) dx[j] = (dx[j] * scale[j] - mean - n[j] * slope) * k.headInverse[i];
    });
  }

  // --- AttentionHead: rows are taken in blocks of 16 ---
  // c = a b for each head, of length x columns; b has `valid` columns, and zeros behind them. What lies behind a
  // block's last position is left out of a causal product.
  MEMBER void perHead(View a, View b, View c, int resultColumns, int valid, bool causal, Span over) {
    int down = (d.length + 3) / 4, across = resultColumns / 4;
    run.all(sequences * d.heads * down * across, [&](int item) {
      int h = item / (down * across), i0 = item / across % down * 4, j0 = item % across * 4, block = i0 & -16;
      if (causal && j0 >= block + 16) return;
      const float *x = from(a, h) + i0 * a.row, *y = from(b, h) + j0 * b.column;
      int begin = over == SINCE ? block : 0, end = over == WIDTH ? paddedSize : d.length;
      if (over == UNTIL && block + 16 < end) end = block + 16;
      float sum[4][4];
      int row[4], column[4];
      UNROLL for (int q = 0; q < 4; q++) {
        row[q] = i0 + q < d.length ? q * a.row : 0;
        column[q] = j0 + q < valid ? q * b.column : -1;
        UNROLL for (int e = 0; e < 4; e++) sum[q][e] = 0;
      }
      for (int p = begin; p < end; p++) {
        float ap[4], bp[4];
        UNROLL for (int q = 0; q < 4; q++) {
          ap[q] = x[row[q] + p * a.column];
          bp[q] = column[q] < 0 ? 0 : y[column[q] + p * b.row];
        }
        UNROLL for (int q = 0; q < 4; q++) UNROLL for (int e = 0; e < 4; e++) sum[q][e] = fused(ap[q], bp[e], sum[q][e]);
      }
      float* z = from(c, h) + i0 * c.row + j0 * c.column;
      UNROLL for (int q = 0; q < 4; q++) UNROLL for (int e = 0; e < 4; e++)
        if (i0 + q < d.length) z[q * c.row + e * c.column] = sum[q][e];
    });
  }
  MEMBER float* from(View v, int h) { return v.at + h / d.heads * v.sequence + h % d.heads * v.head; }
  MEMBER View projectedView(float* projected, int part) {
    return {projected + part * columns, 3 * columns, 1, d.length * 3 * columns, paddedSize};
  }
  MEMBER View mixedView(float* mixed) { return {mixed, columns, 1, d.length * columns, paddedSize}; }
  MEMBER View scoreView(float* scores) { return {scores, span, 1, d.heads * d.length * span, d.length * span}; }
  MEMBER float scale() { return (float)(1 / root((double)size)); }
  MEMBER int blockEnd(int i) { return (i / 16 + 1) * 16 < span ? (i / 16 + 1) * 16 : span; }

  MEMBER void softmax(float* scores) {
    float scaled = scale();
    run.all(sequences * d.heads * d.length, [&](int row) {
      int i = row % d.length, end = blockEnd(i);
      float *p = scores + row * span, most = p[0];
      for (int j = i + 1; j < end; j++) p[j] = MASKED;
      for (int j = 1; j < end; j++) most = larger(most, p[j]);
      Lanes sums;
      sums.each(end, [&](int j, float sum) {
        float e = exponential(larger((p[j] - most) * scaled, FLOOR));
        p[j] = e;
        return sum + e;
      });
      float inverse = 1.f / sums.whole();
      for (int j = 0; j < end; j++) p[j] = j <= i ? p[j] * inverse : 0.f;
    });
  }
  MEMBER void softmaxBackward(const float* scores) {
    float scaled = scale();
    run.all(sequences * d.heads * d.length, [&](int row) {
      int end = blockEnd(row % d.length);
      const float* p = scores + row * span;
      float* dp = scoreGradient + row * span;
      Lanes products;
      products.each(end, [&](int j, float sum) { return fused(p[j], dp[j], sum); });
      float sum = products.whole();
      for (int j = 0; j < end; j++) dp[j] = (dp[j] - sum) * p[j] * scaled;
    });
  }

  // --- Linear: the gradient of a matrix of `outputs` columns and its bias, whose place is behind it; -1 for none ---
  template <class P, class Q> MEMBER void weightGradient(int weights, int inputs, int outputs, bool bias, P x, Q dy) {
    float* to = run.g + weights;
    run.product(inputs, outputs, used(), [](int, int) { return 0.f; }, [&](int i, int row) { return x(row, i); },
                [&](int row, int j) { return dy(row, j); }, [&](int i, int j, float sum) { to[i * outputs + j] = sum; });
    if (!bias) return;
    run.all(outputs, [&](int j) {
      float sum = 0;
      for (int row = 0; row < used(); row++) sum = sum + dy(row, j);
      to[inputs * outputs + j] = sum;
    });
  }

  // --- forward ---
  MEMBER void forward() {
    run.all(used() * width, [&](int i) {
      int row = i / width, j = i % width;
      float x = run.w[tokens[row] * width + j] + run.w[position() + row % d.length * width + j];
      stream[i] = masked(x, 0, i);
    });
    for (int l = 0; l < d.layers; l++) {
      attention(layer(l), weights(l), 1 + 2 * l);
      feedForward(layer(l), weights(l), 2 + 2 * l);
    }
    normalise(last, lastNorm());
    const float *tokenTable = run.w, *matrix = run.w + head();
    int vocabulary = d.vocabulary;
    run.product(used(), logitColumns, width, [](int, int) { return 0.f; },
                [&](int i, int p) { return last.output[i * width + p]; },
                [&](int p, int j) { return j >= vocabulary ? 0.f : d.tied ? tokenTable[j * width + p] : matrix[p * vocabulary + j]; },
                [&](int i, int j, float sum) { logits[i * logitColumns + j] = sum; });
  }
  MEMBER void attention(Kept k, Weights p, int site) {
    normalise(k.attention, p.norm);
    for (int part = 0; part < 3; part++) {
      const float *matrix = run.w + p.query + part * (width * width + width), *bias = matrix + width * width;
      run.product(used(), columns, width, [](int, int) { return 0.f; },
                  [&](int i, int q) { return k.attention.output[i * width + q]; },
                  [&](int q, int j) { int c = column(j); return c < 0 ? 0.f : matrix[q * width + c]; },
                  [&](int i, int j, float sum) {
                    int c = column(j);
                    k.projected[i * 3 * columns + part * columns + j] = sum + (c < 0 ? 0.f : bias[c]);
                  });
    }
    if (d.normalises) normaliseHeads(k, p.headNorm);
    View query = projectedView(k.projected, 0), key = projectedView(k.projected, 1), values = projectedView(k.projected, 2);
    perHead(query, key.transposed(), scoreView(k.scores), span, d.length, true, WIDTH);
    softmax(k.scores);
    perHead(scoreView(k.scores), values, mixedView(k.mixed), paddedSize, paddedSize, false, UNTIL);
    residual(k.mixed, columns, p.output, width, site, [&](int q) { return column(q); });
  }
  MEMBER void feedForward(Kept k, Weights p, int site) {
    normalise(k.feedForward, p.feedForwardNorm);
    const float *matrix = run.w + p.first, *bias = matrix + width * hidden;
    run.product(used(), hidden, width, [](int, int) { return 0.f; },
                [&](int i, int q) { return k.feedForward.output[i * width + q]; },
                [&](int q, int j) { return matrix[q * hidden + j]; },
                [&](int i, int j, float sum) { gelu(sum + bias[j], k.slope[i * hidden + j], k.active[i * hidden + j]); });
    residual(k.active, hidden, p.second, hidden, site, [](int q) { return q; });
  }
  // Adds x W + b to the stream; input(p) is the row of W that column p of x belongs to, -1 for none.
  template <class I> MEMBER void residual(const float* x, int inputs, int weights, int matrixRows, int site, I input) {
    const float *matrix = run.w + weights, *bias = matrix + matrixRows * width;
    run.product(used(), width, inputs, [](int, int) { return 0.f; }, [&](int i, int p) { return x[i * inputs + p]; },
                [&](int p, int j) { int q = input(p); return q < 0 ? 0.f : matrix[q * width + j]; },
                [&](int i, int j, float sum) {
                  int at = i * width + j;
                  stream[at] = stream[at] + masked(sum + bias[j], site, at);
                });
  }
  // --- GeluKernels ---
  MEMBER static void gelu(float x, float& slope, float& y) {
    float square = x * x, t = tangent((square * 0.0356774081f + 0.7978845608f) * x);
    y = x * 0.5f * (t + 1.f);
    float inner = (square * 0.1070322244f + 0.7978845608f) * x;
    slope = ((-t * t + 1.f) * inner + t + 1.f) * 0.5f;
  }

  // --- TokenLoss: mean loss, and the logits' gradient in their place ---
  MEMBER void loss(double smoothing) {
    run.all(64, [&](int lane) {
      int count = 0;
      for (int row = lane; row < used(); row += 64) count += targets[row] >= 0;
      run.s.struck[lane] = count;
    });
    run.one([&] {
      int count = 0;
      for (int lane = 0; lane < 64; lane++) count += run.s.struck[lane];
      run.s.counted = count;
    });
    run.all(used(), [&](int row) { run.rows[row] = lossOfRow(logits + row * logitColumns, targets[row], smoothing); });
    run.one([&] {
      double sum = 0;
      for (int row = 0; row < used(); row++) sum += run.rows[row];
      run.s.loss = sum / run.s.counted;
    });
  }
  MEMBER double lossOfRow(float* z, int target, double smoothing) {
    if (target < 0) {
      for (int j = 0; j < logitColumns; j++) z[j] = 0;
      return 0;
    }
    int vocabulary = d.vocabulary, counted = run.s.counted;
    float most = z[0], aim = z[target];
    double mean = 0;
    for (int j = 1; j < vocabulary; j++) most = larger(most, z[j]);
    for (int j = 0; j < vocabulary; j++) mean += z[j];
    Lanes sums;
    sums.each(logitColumns, [&](int j, float sum) {
      z[j] = j < vocabulary ? exponential(larger(z[j] - most, FLOOR)) : 0;
      return sum + z[j];
    });
    float sum = sums.whole();
    double logZ = most + naturalLogarithm(sum);
    float factor = (float)((1 + 2 * d.zLoss * logZ) / counted / sum);
    float spread = (float)(smoothing / vocabulary / counted);
    for (int j = 0; j < logitColumns; j++) {
      z[j] = z[j] * factor;
      if (smoothing > 0 && j < vocabulary) z[j] = z[j] - spread;
    }
    z[target] = z[target] - (smoothing > 0 ? (float)((1 - smoothing) / counted) : (float)(1.0 / counted));
    return smoothing > 0 ? logZ - (1 - smoothing) * aim - smoothing * mean / vocabulary : logZ - aim;
  }

  // --- backward ---
  MEMBER void backward() {
    headBackward();
    run.all(used() * width, [&](int i) { streamGradient[i] = 0; });
    normBackward(last, lastNorm());
    for (int l = d.layers - 1; l >= 0; l--) {
      feedForwardBackward(layer(l), weights(l), 2 + 2 * l);
      attentionBackward(layer(l), weights(l), 1 + 2 * l);
    }
    embeddingBackward();
  }
  MEMBER void headBackward() {
    const float *tokenTable = run.w, *matrix = run.w + head();
    int vocabulary = d.vocabulary;
    if (!d.tied) {
      weightGradient(head(), width, vocabulary, false, [&](int row, int i) { return last.output[row * width + i]; },
                     [&](int row, int j) { return logits[row * logitColumns + j]; });
    }
    run.product(used(), width, d.tied ? vocabulary : logitColumns, [](int, int) { return 0.f; },
                [&](int i, int p) { return logits[i * logitColumns + p]; },
                [&](int p, int j) { return p >= vocabulary ? 0.f : d.tied ? tokenTable[p * width + j] : matrix[j * vocabulary + p]; },
                [&](int i, int j, float sum) { branch[i * width + j] = sum; });
  }
  MEMBER void feedForwardBackward(Kept k, Weights p, int site) {
    const float *dy = behind(site), *first = run.w + p.first, *second = run.w + p.second;
    weightGradient(p.second, hidden, width, true, [&](int row, int i) { return k.active[row * hidden + i]; },
                   [&](int row, int j) { return dy[row * width + j]; });
    run.product(used(), hidden, width, [](int, int) { return 0.f; }, [&](int i, int q) { return dy[i * width + q]; },
                [&](int q, int j) { return second[j * width + q]; },
                [&](int i, int j, float sum) { hiddenGradient[i * hidden + j] = sum * k.slope[i * hidden + j]; });
    weightGradient(p.first, width, hidden, true, [&](int row, int i) { return k.feedForward.output[row * width + i]; },
                   [&](int row, int j) { return hiddenGradient[row * hidden + j]; });
    run.product(used(), width, hidden, [](int, int) { return 0.f; }, [&](int i, int q) { return hiddenGradient[i * hidden + q]; },
                [&](int q, int j) { return first[j * hidden + q]; },
                [&](int i, int j, float sum) { branch[i * width + j] = sum; });
    normBackward(k.feedForward, p.feedForwardNorm);
  }
  MEMBER void attentionBackward(Kept k, Weights p, int site) {
    const float *dy = behind(site), *output = run.w + p.output;
    weightGradient(p.output, width, width, true, [&](int row, int i) { return k.mixed[row * columns + place(i)]; },
                   [&](int row, int j) { return dy[row * width + j]; });
    run.product(used(), columns, width, [](int, int) { return 0.f; }, [&](int i, int q) { return dy[i * width + q]; },
                [&](int q, int j) { int c = column(j); return c < 0 ? 0.f : output[c * width + q]; },
                [&](int i, int j, float sum) { mixedGradient[i * columns + j] = sum; });
    View query = projectedView(k.projected, 0), key = projectedView(k.projected, 1), values = projectedView(k.projected, 2);
    View mixed = mixedView(mixedGradient), score = scoreView(scoreGradient);
    perHead(mixed, values.transposed(), score, span, d.length, true, WIDTH);
    softmaxBackward(k.scores);
    perHead(score, key, projectedView(projectedGradient, 0), paddedSize, paddedSize, false, UNTIL);
    perHead(score.transposed(), query, projectedView(projectedGradient, 1), paddedSize, paddedSize, false, SINCE);
    perHead(scoreView(k.scores).transposed(), mixed, projectedView(projectedGradient, 2), paddedSize, paddedSize, false, SINCE);
    if (d.normalises) headNormBackward(k, p.headNorm);
    for (int part = 0; part < 3; part++) {
      int matrix = p.query + part * (width * width + width);
      const float *w = run.w + matrix, *gradient = projectedGradient + part * columns;
      weightGradient(matrix, width, width, true, [&](int row, int i) { return k.attention.output[row * width + i]; },
                     [&](int row, int j) { return gradient[row * 3 * columns + place(j)]; });
      // One sum over queries, keys and values.
      run.product(used(), width, columns, [&](int i, int j) { return part == 0 ? 0.f : branch[i * width + j]; },
                  [&](int i, int q) { return gradient[i * 3 * columns + q]; },
                  [&](int q, int j) { int c = column(q); return c < 0 ? 0.f : w[j * width + c]; },
                  [&](int i, int j, float sum) { branch[i * width + j] = sum; });
    }
    normBackward(k.attention, p.norm);
  }
  MEMBER void embeddingBackward() {
    if (drops()) run.all(used() * width, [&](int i) { streamGradient[i] = streamGradient[i] * mask(0, i); });
    float *tokenGradient = run.g, *positionGradient = run.g + position();
    run.all(width, [&](int j) {
      for (int i = j; i < d.vocabulary * width; i += width) tokenGradient[i] = 0;
      for (int row = 0; row < used(); row++) {
        int at = tokens[row] * width + j;
        tokenGradient[at] = tokenGradient[at] + streamGradient[row * width + j];
      }
    });
    run.all(d.context * width, [&](int i) {
      float sum = 0;
      for (int s = 0; i < d.length * width && s < sequences; s++) sum = sum + streamGradient[s * d.length * width + i];
      positionGradient[i] = sum;
    });
    if (!d.tied) return;
    run.product(d.vocabulary, width, used(), [](int, int) { return 0.f; },
                [&](int i, int row) { return logits[row * logitColumns + i]; },
                [&](int row, int j) { return last.output[row * width + j]; },
                [&](int i, int j, float sum) { tokenGradient[i * width + j] = tokenGradient[i * width + j] + sum; });
  }

  // Mean loss and gradient of sequences [first, first + count).
  MEMBER void part(const Sequences& batch, int first, int count) {
    sequences = count, threshold = batch.threshold, keptScale = batch.keptScale;
    dropout = first == 0 ? batch.dropout : keyOf(batch.dropout, (u64)first);
    const int* windows = run.template table<int>(Transformer::WINDOWS) + batch.windows + first;
    const int* ownTokens = run.template table<int>(Transformer::TOKENS) + batch.tokens + (i64)first * d.length;
    const int* ownTargets = run.template table<int>(Transformer::TARGETS) + batch.targets + (i64)first * d.length;
    run.all(used(), [&](int row) {
      i64 at = batch.tokens < 0 || batch.targets < 0 ? (i64)windows[row / d.length] * d.stride + row % d.length : 0;
      tokens[row] = batch.tokens < 0 ? d.tokens[at] : ownTokens[row];
      targets[row] = batch.targets < 0 ? d.targets[at] : ownTargets[row];
    });
    forward();
    loss(batch.smoothing);
    backward();
  }
};

template <class R> MEMBER void Transformer::train(R& run) {
  Language<R> model(run, d);
  run.arrive();
  for (int number = 0; number < run.c.updates && !run.s.status; number++) {
    const Step& step = run.steps[number];
    const Sequences& batch = run.template table<Sequences>(BATCHES)[number];
    if (run.c.remember && number == run.c.updates - 1) run.remember();
    run.begin(step);
    float* total = d.totals + (i64)run.run * run.c.size;
    run.parts(batch.count, d.most, total, [&](int first, int count) { model.part(batch, first, count); });
    if (run.lost(number)) continue;
    run.descend(step, number);
    if (!run.s.status) run.checkParameters(number);
  }
  run.leave();
}

KERNEL(train_transformers, Transformer)
