package org.shaketable.training.text;

/**
 * A text ready for training.
 *
 * @param vocabulary number of tokens
 */
public record TokenData(Windows train, Windows validation, int vocabulary) {}
