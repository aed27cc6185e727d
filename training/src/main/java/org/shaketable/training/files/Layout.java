package org.shaketable.training.files;

import java.util.List;
import java.util.stream.IntStream;
import org.shaketable.refusal.Refusal;

/**
 * Which columns of a table are what.
 *
 * @param label column of the class
 * @param inputs columns of the inputs; null for all others
 */
record Layout(String label, List<String> inputs) {

  Layout {
    if (label == null || label.isBlank()) {
      throw new Refusal("label", "expected the name of the column that says the class, found none");
    }
  }

  /** Where the label stands among a table's columns. */
  int label(List<String> names, String file) {
    return index(names, label, "label", file);
  }

  /** Where the inputs stand among a table's columns, in order. */
  int[] inputs(List<String> names, String file) {
    int[] places =
        inputs == null
            ? IntStream.range(0, names.size()).filter(i -> !names.get(i).equals(label)).toArray()
            : inputs.stream().mapToInt(name -> index(names, name, "columns", file)).toArray();
    if (places.length == 0) {
      throw new Refusal(
          "columns", "expected a column of inputs beside the label, found none in " + file);
    }
    return places;
  }

  private static int index(List<String> names, String name, String setting, String file) {
    int index = names.indexOf(name);
    if (index < 0) {
      throw new Refusal(
          setting,
          "expected a column of %s (%s), found %s".formatted(file, String.join(", ", names), name));
    }
    return index;
  }
}
