package org.shaketable.training.network;

/** Non-linearity of the hidden layers. */
public enum Activation {
  TANH,
  RELU
}
