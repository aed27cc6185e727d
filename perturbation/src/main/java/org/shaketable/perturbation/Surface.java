package org.shaketable.perturbation;

/** Place in training that a disturbance can touch; each learner says which of them it has. */
public enum Surface {
  /** The gradient of one update, after back-propagation and before clipping. */
  GRADIENT,
  /** The optimizer's memory (moments, velocity) before one update. */
  OPTIMIZER_STATE,
  /** The learning rate of one update. */
  LEARNING_RATE,
  /** The momentum of one update: Adam's beta1, or the momentum of gradient descent. */
  MOMENTUM,
  /** The largest gradient norm that clipping lets through. */
  CLIPPING,
  /** The number of samples in one update. */
  BATCH_SIZE,
  /** The parameters before one update. */
  PARAMETERS,
  /** The parameters before the first step. */
  INITIALISATION,
  /** Continuous inputs: features of a data set, observations of an environment. */
  INPUTS,
  /** Inputs that follow each other in time, one environment a row. */
  OBSERVATIONS,
  /** Which samples of a data set make up a batch. */
  SAMPLES,
  /** Input tokens of a sequence model. */
  TOKENS,
  /** Actions on their way to the environments. */
  ACTIONS,
  /** Constants of the environments' physics. */
  PHYSICS,
  /** Rewards of an environment. */
  REWARDS,
  /** Class labels, or the tokens that a sequence model is to predict. */
  LABELS,
  /** The share of a label's weight that is spread over all classes. */
  LABEL_SMOOTHING,
  /** What estimates are pulled towards: TD targets, advantages. */
  TARGETS,
  /** Which workers' results enter an average, and which average each began from. */
  WORKERS,
  /** Which samples of a data set each worker learns until the next average. */
  WORKER_SAMPLES,
  /** The labels that each worker learns until the next average. */
  WORKER_LABELS,
  /** The average of what the workers came to. */
  AVERAGE
}
