/**
 * DL4J engine: the same networks computed by DL4J's layers, the oracle that the vector engine is
 * tested against. {@code INDArray} does not leave this package. May depend on networks, not on
 * learners, optimizers or the vector engine.
 *
 * <p>Meant for a JVM started with {@code -Dorg.bytedeco.javacpp.maxphysicalbytes=0}: otherwise each
 * allocation reads {@code /proc}. JavaCPP's collection of pointers stays on: without it ({@code
 * nopointergc}) DL4J's own {@code fit} of a network of 100 parameters loses some 46 kB an update
 * that nobody can free. Arrays of one call live in a workspace, and those of a network are closed
 * by a {@link java.lang.ref.Cleaner}.
 */
package org.shaketable.training.dl4j;
