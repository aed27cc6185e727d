package org.shaketable.training.gpu;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;

/**
 * One GPU, which loads the kernels that it is asked for. Threads can share it; each calls {@link
 * #enter} before anything else.
 */
public final class Gpu implements AutoCloseable {
  /** Threads of a block: of one run. */
  static final int THREADS = 256;

  private static final int OLDEST_DRIVER = 11_000;
  private static final int SMALLEST_CAPABILITY = 80;

  // Numbers of attributes in cuda.h.
  private static final int LARGEST_SHARED_MEMORY = 97;
  private static final int FUNCTION_SHARED_MEMORY = 8;

  private final Driver driver;
  private final int device;
  private final String name;
  private final int sharedMemory;
  private final Pointer context;
  private final Map<Kernel, Loaded> loaded = new EnumMap<>(Kernel.class);

  /** A kernel on the device. */
  private record Loaded(Pointer module, Pointer function) {}

  private Gpu(Driver driver, int number) throws Unavailable {
    this.driver = driver;
    checkDriver();
    this.device = Card.device(driver, number);
    Card card = Card.of(driver, device);
    this.name = card.name();
    if (card.capability() < SMALLEST_CAPABILITY) {
      throw new Unavailable(
          "Cannot use the GPU %s: its compute capability is %s, 8.0 or later is needed"
              .formatted(name, card.capabilityText()));
    }
    // A kilobyte of it is the kernel's own.
    this.sharedMemory = Card.attribute(driver, device, LARGEST_SHARED_MEMORY) - 1024;
    PointerByReference found = new PointerByReference();
    driver.call("cuDevicePrimaryCtxRetain", found, device);
    this.context = found.getValue();
    enter();
  }

  /**
   * A GPU of this machine.
   *
   * @param number of those that the process may see, from 0
   * @throws Unavailable where there is none, or none that can be used
   */
  public static Gpu open(int number) throws Unavailable {
    return open(Driver.library(), number);
  }

  /** A GPU behind a driver's library. */
  static Gpu open(String library, int number) throws Unavailable {
    return new Gpu(Driver.load(library), number);
  }

  private void checkDriver() throws Unavailable {
    IntByReference version = new IntByReference();
    driver.call("cuDriverGetVersion", version);
    int found = version.getValue();
    if (found < OLDEST_DRIVER) {
      throw new Unavailable(
          "Cannot use the GPU: the NVIDIA driver is of CUDA %d.%d, 11.0 or later is needed"
              .formatted(found / 1000, found % 1000 / 10));
    }
  }

  /** What the maker calls it. */
  public String name() {
    return name;
  }

  /** Makes this the GPU of the calling thread. */
  public void enter() throws Unavailable {
    driver.call("cuCtxSetCurrent", context);
  }

  /** Bytes that are free in the device's memory. */
  public long freeMemory() throws Unavailable {
    LongByReference free = new LongByReference();
    driver.call("cuMemGetInfo_v2", free, new LongByReference());
    return free.getValue();
  }

  long allocate(long bytes) throws Unavailable {
    LongByReference at = new LongByReference();
    driver.call("cuMemAlloc_v2", at, Math.max(bytes, 8));
    return at.getValue();
  }

  void free(long at) throws Unavailable {
    driver.call("cuMemFree_v2", at);
  }

  /** Copies the buffer's bytes, position to limit, to the device. */
  void write(long at, ByteBuffer bytes) throws Unavailable {
    if (bytes.hasRemaining()) {
      driver.call("cuMemcpyHtoD_v2", at, bytes.slice(), (long) bytes.remaining());
    }
  }

  /** Fills the buffer, position to limit, from the device. */
  void read(long at, ByteBuffer bytes) throws Unavailable {
    driver.call("cuMemcpyDtoH_v2", bytes.slice(), at, (long) bytes.remaining());
  }

  void clear(long at, long bytes) throws Unavailable {
    driver.call("cuMemsetD8_v2", at, (byte) 0, bytes);
  }

  /** Whether a run's scratch memory of so many bytes fits into what a block shares. */
  boolean shares(long bytes) {
    return bytes <= sharedMemory;
  }

  /** Has a kernel on the device, which takes seconds where the driver has not compiled it yet. */
  synchronized void load(Kernel kernel) throws Unavailable {
    if (loaded.containsKey(kernel)) {
      return;
    }
    byte[] ptx = kernel.ptx();
    Memory text = new Memory(ptx.length + 1L);
    text.write(0, ptx, 0, ptx.length);
    text.setByte(ptx.length, (byte) 0);
    PointerByReference found = new PointerByReference();
    driver.call("cuModuleLoadData", found, text);
    Pointer module = found.getValue();
    driver.call("cuModuleGetFunction", found, module, kernel.entry());
    driver.call("cuFuncSetAttribute", found.getValue(), FUNCTION_SHARED_MEMORY, sharedMemory);
    loaded.put(kernel, new Loaded(module, found.getValue()));
  }

  private synchronized Pointer function(Kernel kernel) {
    return loaded.get(kernel).function();
  }

  /** Runs a block of a kernel for each run of a cohort, and waits. */
  void launch(Kernel kernel, int runs, long description, int sharedBytes) throws Unavailable {
    Memory values = new Memory(16);
    values.setLong(0, description);
    values.setInt(8, sharedBytes > 0 ? 1 : 0);
    Memory arguments = new Memory(16);
    arguments.setPointer(0, values.share(0));
    arguments.setPointer(8, values.share(8));
    driver.call(
        "cuLaunchKernel",
        function(kernel),
        runs,
        1,
        1,
        THREADS,
        1,
        1,
        sharedBytes,
        Pointer.NULL,
        arguments,
        Pointer.NULL);
    driver.call("cuCtxSynchronize");
  }

  /** Gives the device back; a device that was lost has nothing to give. */
  @Override
  public synchronized void close() {
    try {
      enter();
      for (Loaded kernel : loaded.values()) {
        driver.call("cuModuleUnload", kernel.module());
      }
      driver.call("cuDevicePrimaryCtxRelease_v2", device);
    } catch (Unavailable lost) {
      // Whatever it held went with it.
      return;
    }
  }
}
