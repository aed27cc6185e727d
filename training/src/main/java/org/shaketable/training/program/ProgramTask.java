package org.shaketable.training.program;

import java.util.List;
import java.util.Set;
import org.shaketable.perturbation.Subject;
import org.shaketable.refusal.Refusal;
import org.shaketable.training.workload.Task;

/**
 * What a program learns, which the program alone knows.
 *
 * @param program what it is, for the tables, e.g. {@code train.py}
 * @param constants names of the physics constants that its hook {@code physics} hands over; none if
 *     not given
 */
public record ProgramTask(String program, List<String> constants) implements Task {
  public ProgramTask {
    if (program == null || program.isBlank()) {
      throw new Refusal("program", "expected a name for the tables, found none");
    }
    constants = constants == null ? List.of() : List.copyOf(constants);
  }

  @Override
  public String name() {
    return program;
  }

  @Override
  public Subject subject() {
    return new Subject(Set.copyOf(constants), 0);
  }
}
