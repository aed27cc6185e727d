package org.shaketable.training.text;

/** What is held back for validation. */
public enum Split {
  /** The last part of the text. */
  POSITION,
  /** Whole documents (files of a folder), chosen by a hash of their names. */
  DOCUMENT
}
