/**
 * Vector engine: networks on plain float arrays, computed by kernels with the Vector API, and the
 * kernels that learners share (softmax, sums). Same bits on every CPU, thread and JIT tier: only
 * {@code + - * / fma sqrt min max} and bit operations, in an order that depends neither on the
 * vectors' width nor on a call's neighbours. May depend on networks, not on learners, optimizers or
 * DL4J.
 *
 * <p>For full speed the JVM needs, beside {@code --add-modules jdk.incubator.vector},
 *
 * <pre>
 * -XX:CompileCommand=quiet
 * -XX:CompileCommand=dontinline,org.shaketable.training.vector.*::*
 * -XX:CompileCommand=inline,org.shaketable.training.vector.Elementary::*
 * -XX:CompileCommand=dontinline,org.shaketable.random.NormalBlocks::*
 * -XX:CompileCommand=dontinline,*Kernels::*
 * </pre>
 *
 * <p>Without them C2 may inline several loops into one method, reach its limit there and box the
 * vectors of the rest: the same results, up to five times later. The functions that loops are made
 * of ({@link org.shaketable.training.vector.Elementary}) must be inlined.
 */
package org.shaketable.training.vector;
