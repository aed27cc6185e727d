package org.shaketable.training.workload;

/** What computes a network: plain JVM kernels with the Vector API, DL4J, or a user's program. */
public enum Engine {
  VECTOR,
  DL4J,
  PROGRAM
}
