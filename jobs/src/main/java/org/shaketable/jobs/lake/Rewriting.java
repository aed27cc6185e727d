package org.shaketable.jobs.lake;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import scala.Function1;
import scala.runtime.AbstractPartialFunction;

/** What becomes of some parts of a plan; the others stay. */
final class Rewriting<T> extends AbstractPartialFunction<T, T> {
  private final Function<T, Optional<? extends T>> part;

  private Rewriting(Function<T, Optional<? extends T>> part) {
    this.part = part;
  }

  /** Of each part that something becomes of. */
  static <T> Rewriting<T> of(Function<T, Optional<? extends T>> part) {
    return new Rewriting<>(part);
  }

  /** Of the parts of a class that a condition holds for. */
  static <T, S extends T> Rewriting<T> of(
      Class<S> type, Predicate<S> condition, Function<S, ? extends T> becomes) {
    return of(
        part ->
            Optional.of(part)
                .filter(type::isInstance)
                .map(type::cast)
                .filter(condition)
                .map(becomes));
  }

  @Override
  public boolean isDefinedAt(T one) {
    return part.apply(one).isPresent();
  }

  @Override
  @SuppressWarnings("unchecked")
  public <A extends T, B> B applyOrElse(A one, Function1<A, B> otherwise) {
    Optional<? extends T> rewritten = part.apply(one);
    return rewritten.isPresent() ? (B) rewritten.get() : otherwise.apply(one);
  }
}
