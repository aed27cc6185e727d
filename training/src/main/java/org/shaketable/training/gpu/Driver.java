package org.shaketable.training.gpu;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.ptr.PointerByReference;

/** The CUDA driver's functions by name; each gives a code, 0 where all is well. */
final class Driver {
  /** The library that a driver installs, unless property {@code shaketable.cuda} names another. */
  static String library() {
    return System.getProperty("shaketable.cuda", "libcuda.so.1");
  }

  /** JNA has no native part for this system, or may not unpack it. */
  private static final String NO_NATIVE_CALLS =
      "No GPU: this JVM cannot call native libraries, so no driver";

  private static final int OUT_OF_MEMORY = 2;
  private static final int NO_DEVICE = 100;

  private final NativeLibrary library;

  private Driver(NativeLibrary library) {
    this.library = library;
  }

  /**
   * A driver, initialised.
   *
   * @param path file or name of the library
   */
  static Driver load(String path) throws Unavailable {
    Driver driver;
    try {
      driver = new Driver(NativeLibrary.getInstance(path));
    } catch (UnsatisfiedLinkError e) {
      throw new Unavailable(
          String.valueOf(e.getMessage()).contains("jnidispatch")
              ? NO_NATIVE_CALLS
              : "No GPU: there is no NVIDIA driver here (%s)".formatted(path));
    } catch (NoClassDefFoundError e) {
      throw new Unavailable(NO_NATIVE_CALLS);
    }
    int code = driver.code("cuInit", 0);
    if (code == NO_DEVICE) {
      throw new Unavailable("No GPU: the NVIDIA driver finds no device");
    }
    driver.check(code, "cuInit");
    return driver;
  }

  /** Calls a function; fails where it does. */
  void call(String name, Object... arguments) throws Unavailable {
    check(code(name, arguments), name);
  }

  private int code(String name, Object... arguments) throws Unavailable {
    try {
      Function function = library.getFunction(name);
      return function.invokeInt(arguments);
    } catch (UnsatisfiedLinkError e) {
      throw new Unavailable(
          "No GPU: the NVIDIA driver is too old, it has no function %s".formatted(name));
    }
  }

  private void check(int code, String name) throws Unavailable {
    if (code == OUT_OF_MEMORY) {
      throw new Unavailable(
          "Cannot use the GPU: it has too little memory left (%s)".formatted(name));
    }
    if (code != 0) {
      throw new Unavailable(
          "Cannot use the GPU: %s gave error %d%s".formatted(name, code, text(code)));
    }
  }

  private String text(int code) {
    try {
      PointerByReference text = new PointerByReference();
      int given = library.getFunction("cuGetErrorString").invokeInt(new Object[] {code, text});
      return given == 0 ? ", " + text.getValue().getString(0) : "";
    } catch (UnsatisfiedLinkError e) {
      return "";
    }
  }
}
