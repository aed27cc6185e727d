package org.shaketable.training.workload;

/** What computes a network: plain JVM kernels with the Vector API, or DL4J. */
public enum Engine {
  VECTOR,
  DL4J
}
