/**
 * Decoder-only transformer on {@code float[]}: pre-LayerNorm, causal multi-head attention, GELU in
 * the tanh form, with parameters and gradient as one flat vector. Its bits depend on the arguments
 * alone, not on thread, JIT tier or vector width. Depends on {@code training.arithmetic} and on the
 * parameter layout; not on learners or tasks.
 */
package org.shaketable.training.transformer;
