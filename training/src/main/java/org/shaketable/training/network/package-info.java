/**
 * Networks behind one interface: parameters and gradient as one flat vector with a named layout.
 * Engines ({@code training.vector}, {@code training.dl4j}) implement it; learners, perturbations
 * and probes are written above it. May not depend on learners or on an engine.
 */
package org.shaketable.training.network;
