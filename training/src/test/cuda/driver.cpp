// A CUDA driver without a GPU: the functions that Gpu.java calls, device memory in this process, and launches that
// run the kernels' own source, the threads of a block one after another in an order that a test can choose.
#include "../../main/cuda/classifier.cu"
#include "../../main/cuda/ppo.cu"
#include "../../main/cuda/transformer.cu"
#include <algorithm>
#include <cstdlib>
#include <map>
#include <mutex>
#include <numeric>
#include <random>
#include <string>
#include <vector>

struct Block {
  int threads;
  const int* order;
  template <class F> void each(F phase) { for (int i = 0; i < threads; i++) phase(order[i]); }
};

static std::map<std::string, int> failures;  // function: code
static std::map<u64, u64> allocated;
static u64 memory = 1ull << 32, used;
static int version = 12040, capability = 90, shared = 232448, devices = 1, shuffles, launches;
// Threads of a block that there are: all have the same bits, and fewer cost less here. In another order there are all.
static const int FEW_THREADS = 32;

static int given(const char* name) { auto found = failures.find(name); return found == failures.end() ? 0 : found->second; }
// The runs of a launch, one after another.
template <class L> static void train(const void* description, unsigned runs, int threads, bool fast) {
  const typename L::Description& d = *(const typename L::Description*)description;
  const Cohort& c = d.cohort;
  std::vector<int> order(threads);
  std::iota(order.begin(), order.end(), 0);
  std::mt19937 random(shuffles);
  for (unsigned number = 0; number < runs; number++) {
    if (shuffles) std::shuffle(order.begin(), order.end(), random);
    Block block = {shuffles ? threads : FEW_THREADS, order.data()};
    std::vector<double> memory(fast ? c.scratchSize / 2 : 0, NAN);
    Shared s;
    std::memset(&s, 0xEE, sizeof s);
    float* scratch = fast ? (float*)memory.data() : c.scratch + (i64)number * c.scratchSize;
    Run<Block> run(block, c, s, scratch, (int)number);
    L(d).train(run);
  }
}
using Train = void (*)(const void*, unsigned, int, bool);
static const std::map<std::string, Train> kernels = {{"train_classifiers", train<Classifier>}, {"train_ppo", train<Ppo>}, {"train_transformers", train<Transformer>}};

// Several threads may call at a time, as they may a real driver.
static std::mutex calls;
#define START std::lock_guard<std::mutex> one(calls); if (int code = given(__func__)) return code

extern "C" {
// For tests.
void stub_reset() { failures.clear(); memory = 1ull << 32; version = 12040; capability = 90; shared = 232448; devices = 1; shuffles = 0; launches = 0; }
void stub_fail(const char* function, int code) { failures[function] = code; }
void stub_device(int driver, int capable, int sharedMemory, int count, long long bytes) {
  version = driver, capability = capable, shared = sharedMemory, devices = count, memory = (u64)bytes;
}
void stub_shuffle(int seed) { shuffles = seed; }
int stub_launches() { return launches; }
double stub_log(double x) { return naturalLogarithm(x); }
long long stub_used() { return (long long)used; }

int cuInit(unsigned) { START; return devices ? 0 : 100; }
int cuDriverGetVersion(int* v) { START; *v = version; return 0; }
int cuDeviceGetCount(int* n) { START; *n = devices; return 0; }
int cuDeviceGet(int* d, int n) { START; *d = n; return 0; }
int cuDeviceGetName(char* to, int n, int) { START; std::strncpy(to, "Stub", n); return 0; }
int cuDeviceGetAttribute(int* v, int a, int) {
  START;
  *v = a == 75 ? capability / 10 : a == 76 ? capability % 10 : a == 97 ? shared : 0;
  return 0;
}
int cuDevicePrimaryCtxRetain(void** c, int) { START; *c = (void*)&used; return 0; }
int cuDevicePrimaryCtxRelease_v2(int) { START; return 0; }
int cuCtxSetCurrent(void*) { START; return 0; }
int cuModuleLoadData(void** m, const void* text) {
  START;
  *m = (void*)&memory;
  return std::strstr((const char*)text, ".version 7.0") ? 0 : 222;  // CUDA_ERROR_UNSUPPORTED_PTX_VERSION
}
int cuModuleUnload(void*) { START; return 0; }
int cuModuleGetFunction(void** f, void*, const char* name) {
  START;
  auto found = kernels.find(name);
  if (found == kernels.end()) return 500;
  *f = (void*)found->second;
  return 0;
}
int cuFuncSetAttribute(void*, int, int) { START; return 0; }
int cuMemGetInfo_v2(u64* free, u64* total) { START; *free = memory - used, *total = memory; return 0; }
int cuMemAlloc_v2(u64* at, u64 bytes) {
  START;
  if (used + bytes > memory) return 2;
  used += bytes;
  *at = (u64)std::malloc(bytes);
  std::memset((void*)*at, 0xEE, bytes);  // what is in new memory is anybody's
  allocated[*at] = bytes;
  return 0;
}
int cuMemFree_v2(u64 at) {
  START;
  auto found = allocated.find(at);
  if (found == allocated.end()) return 1;
  used -= found->second;
  allocated.erase(found);
  std::free((void*)at);
  return 0;
}
// Whether a copy stays inside what was allocated.
static bool inside(u64 at, u64 bytes) {
  auto next = allocated.upper_bound(at);
  if (next == allocated.begin()) return false;
  --next;
  return at + bytes <= next->first + next->second;
}
int cuMemsetD8_v2(u64 at, unsigned char v, u64 n) { START; if (!inside(at, n)) return 1; std::memset((void*)at, v, n); return 0; }
int cuMemcpyHtoD_v2(u64 to, const void* from, u64 n) { START; if (!inside(to, n)) return 1; std::memcpy((void*)to, from, n); return 0; }
int cuMemcpyDtoH_v2(void* to, u64 from, u64 n) { START; if (!inside(from, n)) return 1; std::memcpy(to, (void*)from, n); return 0; }
int cuCtxSynchronize() { START; return 0; }
int cuGetErrorString(int code, const char** text) { *text = code == 719 ? "unspecified launch failure" : "an error"; return 0; }
int cuLaunchKernel(void* kernel, unsigned runs, unsigned, unsigned, unsigned threads, unsigned, unsigned, unsigned sharedBytes, void*, void** arguments, void**) {
  { START; launches++; }
  const void* description = *(const void**)arguments[0];
  bool fast = *(int*)arguments[1];
  // Every description begins with that of the cohort.
  if (fast && sharedBytes < 4u * ((const Cohort*)description)->scratchSize) return 1;
  ((Train)kernel)(description, runs, (int)threads, fast);
  return 0;
}
}
