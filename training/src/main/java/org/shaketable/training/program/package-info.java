/**
 * A training program of the user's, in any language, as a learner: it runs as a child process, and
 * its hooks call home, where the same {@link org.shaketable.perturbation.Hooks} answer as for the
 * learners of this module. {@code training/PROGRAMS.md} is the protocol, version {@value
 * org.shaketable.training.program.Conversation#VERSION}.
 *
 * <p>{@link org.shaketable.training.program.Program} holds the settings, {@code Child} the process,
 * {@code Conversation} the control messages, {@code Arena} the arrays, {@code HookCalls} the hooks
 * by name. Where it runs (threads, devices, files) is said by {@link
 * org.shaketable.training.program.Host}. Depends on workloads, probes and perturbations, not on
 * Spark.
 */
package org.shaketable.training.program;
