package org.shaketable.jobs.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Arrays;
import java.util.List;
import org.shaketable.refusal.Refusal;
import org.shaketable.training.workload.Stochasticity;

/** A level of stochasticity: {@code none}, or e.g. {@code {entropy-coefficient: 0.01}}. */
final class StochasticityForm implements Form {
  @Override
  public Object read(Node node, Binder binder) {
    if (node instanceof Node.Scalar scalar && scalar.text().equals("none")) {
      return Stochasticity.NONE;
    }
    List<String> words =
        Arrays.stream(Stochasticity.Kind.values()).map(Stochasticity.Kind::word).toList();
    String expected = "'none' or a level such as {entropy-coefficient: 0.01}";
    if (!(node instanceof Node.Keys keys) || keys.values().size() != 1) {
      throw node.place()
          .mistake(
              "expected %s, found %s; %s"
                  .formatted(expected, node.described(), Words.hint("", words)));
    }
    String name = keys.values().keySet().iterator().next();
    Node level = keys.values().get(name);
    int index = words.indexOf(name);
    if (index <= 0) {
      throw level
          .place()
          .mistake(
              "expected %s, found '%s'; %s".formatted(expected, name, Words.hint(name, words)));
    }
    double number = binder.bind(level, double.class);
    try {
      return new Stochasticity(Stochasticity.Kind.values()[index], number);
    } catch (Refusal e) {
      throw level.place().mistake(e.reason() + "; change the level of " + name);
    }
  }

  @Override
  public JsonNode write(Object value, CanonicalJson json) {
    Stochasticity stochasticity = (Stochasticity) value;
    return stochasticity.kind() == Stochasticity.Kind.NONE
        ? JsonNodeFactory.instance.textNode("none")
        : JsonNodeFactory.instance
            .objectNode()
            .put(stochasticity.kind().word(), stochasticity.level());
  }
}
