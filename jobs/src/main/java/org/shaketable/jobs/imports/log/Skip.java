package org.shaketable.jobs.imports.log;

/** Why something that a log holds is not among the values of its run. */
public enum Skip {
  /** The file ends within its last record or row, as where a training was killed. */
  TRUNCATED("cut off at the end of the file"),
  /** A record fails its checksum, or a line is not what the kind of log has. */
  CORRUPT("corrupt"),
  /** A row has more or fewer cells than the header. */
  OTHER_WIDTH("rows of another width than the header"),
  /** A cell of a series that is wanted holds no number. */
  NO_NUMBER("cells that hold no number"),
  /** A row says nothing of its step. */
  NO_STEP("rows without a whole step"),
  /** A value of a step that the same file logs again later. */
  REPEATED("values of a step that was logged again"),
  /** A value that a later file of the run, made after a restart, takes the place of. */
  OVERWRITTEN("values before a restart that came back to them"),
  /** A value whose step is below that before it; it is put in its place, not left out. */
  OUT_OF_ORDER("values out of the order of steps, put in order"),
  /** Nothing is in the file. */
  EMPTY("empty files");

  private final String words;

  Skip(String words) {
    this.words = words;
  }

  /** What it is, behind a count. */
  public String words() {
    return words;
  }
}
