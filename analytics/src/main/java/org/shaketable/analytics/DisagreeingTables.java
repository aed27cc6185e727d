package org.shaketable.analytics;

/** Tables of a lake that do not fit together: a row names what another table does not have. */
public final class DisagreeingTables extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  DisagreeingTables(String message) {
    super(message);
  }
}
