package org.shaketable.training.dl4j;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.nd4j.linalg.factory.Nd4j;
import org.shaketable.refusal.Refusal;
import org.shaketable.training.gpu.Card;
import org.shaketable.training.gpu.Unavailable;
import org.shaketable.training.program.Host;

/** ND4J's CUDA backend, where the build has it ({@code mvn -Pcuda}). */
public final class CudaBackend {
  private static final String BACKEND = "org.nd4j.linalg.jcublas.JCublasBackend";

  // Its machine code is for 3.7 to 8.6, which 8.9 runs; there is no PTX that later ones could.
  private static final int OLDEST = 37;
  private static final int NEWEST = 89;

  private static final String WAYS_OUT =
      "hide it (CUDA_VISIBLE_DEVICES= in the environment) to train on the CPU, or take engine"
          + " vector, whose kernels are for 8.0 and later, or a program";

  private static final Map<Integer, Optional<String>> REFUSALS = new ConcurrentHashMap<>();

  private CudaBackend() {}

  /** Whether the class path has it. */
  static boolean present() {
    try {
      Class.forName(BACKEND, false, CudaBackend.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /**
   * Puts what this thread makes from now on on the GPU that its task was given, the first of the
   * process where it was given none; nothing where the build has no CUDA backend, or there is no
   * GPU.
   *
   * @throws Refusal where the backend does not know the GPU
   */
  static void enter() {
    if (!present()) {
      return;
    }
    int number = number(Host.here().devices());
    REFUSALS
        .computeIfAbsent(number, CudaBackend::refusal)
        .ifPresent(
            reason -> {
              throw new Refusal("engine", reason);
            });
    Started.once();
    Nd4j.getAffinityManager().unsafeSetDevice(number);
  }

  /** ND4J begins once in a process: without a GPU its CUDA backend prints a trace of that. */
  private static final class Started {
    static {
      if (idle().isPresent()) {
        QuietStart.of(Nd4j::getAffinityManager);
      }
    }

    static void once() {}
  }

  /** The first of the GPUs that a task was given. */
  static int number(String devices) {
    return devices == null || devices.isBlank()
        ? 0
        : Integer.parseInt(devices.split(",")[0].strip());
  }

  /** Why engine dl4j cannot train where this GPU is; empty where it can, there or on the CPU. */
  static Optional<String> refusal(int number) {
    try {
      Card card = Card.of(number);
      return card.capability() >= OLDEST && card.capability() <= NEWEST
          ? Optional.empty()
          : Optional.of(
              "expected a GPU of compute capability 3.7 to 8.9 for DL4J, found %s of %s; %s"
                  .formatted(card.name(), card.capabilityText(), WAYS_OUT));
    } catch (Unavailable none) {
      return Optional.empty();
    }
  }

  /** One line where the build has the backend and this machine nothing for it. */
  public static Optional<String> warning() {
    return present() ? idle() : Optional.empty();
  }

  static Optional<String> idle() {
    try {
      Card.of(0);
      return Optional.empty();
    } catch (Unavailable none) {
      return Optional.of(
          "%s; engine dl4j trains on the CPU, though this build has DL4J's CUDA backend."
              .formatted(none.getMessage()));
    }
  }
}
