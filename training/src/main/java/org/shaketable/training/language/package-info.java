/**
 * Learners of language models: pretraining, fine-tuning from a pretrained start, and fine-tuning
 * driven by a reward. Depends on texts, the transformer, optimizers and probes; of perturbations it
 * knows the hooks alone.
 */
package org.shaketable.training.language;
