/**
 * Texts that language models learn: files, sources whose entropy rate is known, arithmetic; each as
 * token numbers, split into windows for training and for validation. May depend on {@code
 * training.workload} and {@code training.files}, not on networks or learners.
 */
package org.shaketable.training.text;
