package org.shaketable.training.gpu;

import com.sun.jna.Memory;
import com.sun.jna.ptr.IntByReference;

/**
 * What a driver says of a GPU.
 *
 * @param name what the maker calls it
 * @param capability compute capability, ten times: 90 for 9.0
 */
public record Card(String name, int capability) {
  // Numbers of attributes in cuda.h.
  private static final int CAPABILITY_MAJOR = 75;
  private static final int CAPABILITY_MINOR = 76;

  /**
   * A GPU of this machine, of those that the process may see.
   *
   * @param number from 0
   * @throws Unavailable where there is none of that number
   */
  public static Card of(int number) throws Unavailable {
    return of(Driver.library(), number);
  }

  /** A GPU behind a driver's library. */
  static Card of(String library, int number) throws Unavailable {
    Driver driver = Driver.load(library);
    return of(driver, device(driver, number));
  }

  static Card of(Driver driver, int device) throws Unavailable {
    Memory text = new Memory(256);
    driver.call("cuDeviceGetName", text, 256, device);
    int capability =
        attribute(driver, device, CAPABILITY_MAJOR) * 10
            + attribute(driver, device, CAPABILITY_MINOR);
    return new Card(text.getString(0), capability);
  }

  /** The driver's handle of a device. */
  static int device(Driver driver, int number) throws Unavailable {
    IntByReference found = new IntByReference();
    driver.call("cuDeviceGetCount", found);
    if (number >= found.getValue()) {
      throw new Unavailable(
          "No GPU %d: the NVIDIA driver finds %d".formatted(number, found.getValue()));
    }
    driver.call("cuDeviceGet", found, number);
    return found.getValue();
  }

  static int attribute(Driver driver, int device, int attribute) throws Unavailable {
    IntByReference found = new IntByReference();
    driver.call("cuDeviceGetAttribute", found, attribute, device);
    return found.getValue();
  }

  /** The compute capability as it is written: 9.0. */
  public String capabilityText() {
    return "%d.%d".formatted(capability / 10, capability % 10);
  }
}
