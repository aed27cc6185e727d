/**
 * Arithmetic on float arrays by kernels with the Vector API: products of matrices, sums, softmax,
 * elementary functions, steps of optimizers. What engines, optimizers, probes and transformers
 * share. Same bits on every CPU, thread and JIT tier: only {@code + - * / fma sqrt min max} and bit
 * operations, in an order that depends neither on the vectors' width nor on a call's neighbours.
 * May depend on the JDK alone.
 *
 * <p>For full speed the JVM needs, beside {@code --add-modules jdk.incubator.vector},
 *
 * <pre>
 * -Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0
 * -XX:CompileCommand=quiet
 * -XX:CompileCommand=dontinline,org.shaketable.training.arithmetic.*::*
 * -XX:CompileCommand=dontinline,org.shaketable.training.vector.*::*
 * -XX:CompileCommand=inline,org.shaketable.training.arithmetic.Elementary::*
 * -XX:CompileCommand=dontinline,org.shaketable.random.NormalBlocks::*
 * -XX:CompileCommand=dontinline,*Kernels::*
 * </pre>
 *
 * <p>Without them C2 may inline several loops into one method, reach its limit there and box the
 * vectors of the rest: the same results, up to five times later. The functions that loops are made
 * of ({@link org.shaketable.training.arithmetic.Elementary}) must be inlined. Without the property
 * each load and store asks whether it lies inside of its array, which products with 16 registers
 * pay a fifth for; every kernel asks once for the whole call ({@link
 * org.shaketable.training.arithmetic.Extents}).
 */
package org.shaketable.training.arithmetic;
