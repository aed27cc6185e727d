/**
 * DL4J engine: the same networks computed by DL4J's layers, the oracle that the vector engine is
 * tested against. {@code INDArray} does not leave this package. May depend on networks, not on
 * learners, optimizers or the vector engine.
 *
 * <p>Meant for a JVM started with {@code -Dorg.bytedeco.javacpp.maxphysicalbytes=0
 * -Dorg.bytedeco.javacpp.nopointergc=true}: otherwise each allocation reads {@code /proc}. Nothing
 * is freed by garbage collection then, so arrays of one call live in a workspace, and those of a
 * network are closed by a {@link java.lang.ref.Cleaner}.
 */
package org.shaketable.training.dl4j;
