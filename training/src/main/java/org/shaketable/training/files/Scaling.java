package org.shaketable.training.files;

/** How the inputs of a data set are scaled, by its training samples alone. */
public enum Scaling {
  /** Each column to mean 0 and standard deviation 1; a constant one to 0. */
  COLUMNS,
  /**
   * All columns together to mean 0 and standard deviation 1, so that pixels keep their relation.
   */
  WHOLE,
  /** Inputs stay as the files have them. */
  NONE
}
