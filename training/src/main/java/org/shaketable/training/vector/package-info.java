/**
 * Vector engine: networks on plain float arrays, computed by kernels with the Vector API, and the
 * kernels that learners share (softmax, sums). Same bits on every CPU, thread and JIT tier: only
 * {@code + - * / fma sqrt min max} and bit operations, in an order that depends neither on the
 * vectors' width nor on a call's neighbours. May depend on networks, not on learners, optimizers or
 * DL4J.
 */
package org.shaketable.training.vector;
