package org.shaketable.training.gpu;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests each of which has the device of {@link StubDriver} for itself. */
public abstract class OnStubDriver {
  /** The device; a test may put another in its place. */
  protected Gpu gpu;

  @BeforeEach
  protected void open() throws Unavailable {
    gpu = StubDriver.gpu();
  }

  @AfterEach
  protected void close() {
    if (gpu != null) {
      gpu.close();
    }
  }
}
