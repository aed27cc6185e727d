/**
 * Where each {@link org.shaketable.layout.Tensor} of a network lies in the one flat vector that
 * holds its parameters, its gradient, or one array of the optimizer's memory.
 *
 * <p>May depend on the JDK alone.
 */
package org.shaketable.layout;
