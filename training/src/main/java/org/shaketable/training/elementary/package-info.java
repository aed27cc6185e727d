/**
 * Elementary functions of doubles in plain arithmetic (+ - * / and bit operations in a fixed
 * order): the same bits on every machine and JIT tier, which {@link Math}'s intrinsics do not
 * promise, at a fraction of {@link StrictMath}'s time. May depend on the JDK alone.
 */
package org.shaketable.training.elementary;
