package org.shaketable.training.files;

import java.util.List;
import org.shaketable.training.data.DataSet;

/**
 * A data set as learners read it.
 *
 * @param classNames names of the classes in the order of their numbers
 */
record Prepared(DataSet data, List<String> classNames) {
  Prepared {
    classNames = List.copyOf(classNames);
  }
}
