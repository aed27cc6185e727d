package org.shaketable.jobs.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.shaketable.analytics.codec.RecordShape;
import org.shaketable.jobs.Mistake;
import org.shaketable.refusal.Refusal;

/**
 * Makes one record of keys: a component {@code maxGradNorm} is the key {@code max-grad-norm}.
 * Primitive components must be there; others are null where absent, and the record's constructor
 * puts its default there or refuses.
 */
final class RecordBinding<T extends Record> {
  private final Binder binder;
  private final Node.Keys keys;
  private final Class<T> type;
  private final Set<String> taken;

  RecordBinding(Binder binder, Node.Keys keys, Class<T> type, Set<String> taken) {
    this.binder = binder;
    this.keys = keys;
    this.type = type;
    this.taken = taken;
  }

  T bind() {
    refuseUnknownKeys();
    RecordShape shape = RecordShape.of(type);
    Object[] arguments = shape.components().stream().map(this::argument).toArray();
    try {
      return type.cast(shape.make(arguments));
    } catch (InvocationTargetException e) {
      throw refused(e.getCause(), arguments);
    }
  }

  private List<String> names() {
    return RecordShape.of(type).names().map(Words::kebab).toList();
  }

  private void refuseUnknownKeys() {
    List<String> known = new ArrayList<>(taken);
    known.addAll(names());
    refuseUnknown(keys, known);
  }

  /** Refuses keys that are not among those known. */
  static void refuseUnknown(Node.Keys keys, List<String> known) {
    keys.values()
        .forEach(
            (name, node) -> {
              if (!known.contains(name)) {
                throw node.place()
                    .mistake(
                        "expected a key that exists here, found '%s'; %s"
                            .formatted(name, Words.hint(name, known)));
              }
            });
  }

  private Object argument(RecordComponent component) {
    String name = Words.kebab(component.getName());
    Node node = keys.values().get(name);
    if (node != null) {
      return binder.value(node, component.getGenericType());
    }
    if (component.getType().isPrimitive()) {
      throw missing(name);
    }
    return null;
  }

  private Mistake missing(String name) {
    return keys.place().mistake("expected the key '%s', found none; add it here".formatted(name));
  }

  /** The mistake behind what the constructor threw, at the key that it names. */
  private RuntimeException refused(Throwable cause, Object[] arguments) {
    if (cause instanceof NullPointerException) {
      for (int i = 0; i < arguments.length; i++) {
        if (arguments[i] == null) {
          return missing(names().get(i));
        }
      }
    }
    if (cause instanceof Refusal refusal) {
      return refused(keys, refusal);
    }
    return cause instanceof RuntimeException fault ? fault : new IllegalStateException(cause);
  }

  /** The mistake of a refusal, at the key that it names, else at the keys as a whole. */
  static Mistake refused(Node.Keys keys, Refusal refusal) {
    String subject = refusal.subject();
    Node named = keys.values().get(Words.kebab(subject));
    KeyPlace place = named != null ? named.place() : keys.place().key(subject, keys.place().line());
    return place.mistake(refusal.reason() + "; change the value of " + subject);
  }
}
