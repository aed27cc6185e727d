package org.shaketable.training.gpu;

/** What all runs of a cohort have in common. */
public interface Shape {
  /** What trains them. */
  Kernel kernel();

  /** What the kernels of all learners have to know. */
  Structure structure();

  /** Tables of its own that a run's plan has. */
  int tables();

  /** Bytes of memory of its own that a run has on the device, zeros at the start; 0 for none. */
  default long ownBytes() {
    return 0;
  }

  /** Bytes that a run takes of the JVM's heap meanwhile, about. */
  default long hostBytes() {
    return 1 << 20;
  }

  /** The numbers of the kernel's description, behind all pointers. */
  void describe(Bytes to);
}
