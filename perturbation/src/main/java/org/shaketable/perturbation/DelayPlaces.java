package org.shaketable.perturbation;

import java.util.function.LongBinaryOperator;

/** Where a {@link DelayLine} that is held elsewhere keeps what it takes in: a ring of places. */
final class DelayPlaces {
  private final int places;
  private int event;
  private int held;

  /** Places for lags up to this magnitude. */
  DelayPlaces(double magnitude) {
    this.places = places(magnitude);
  }

  /** As many as there can be events on their way, with the latest. */
  static int places(double magnitude) {
    return (int) Math.ceil(magnitude) + 1;
  }

  /**
   * What is delayed in play, in these places.
   *
   * @param size numbers of a place, of rows and columns
   */
  PlayAct.Source inPlay(LongBinaryOperator size) {
    return new PlayAct.Source() {
      @Override
      public PlayAct of(Dose dose) {
        return next(dose.whole());
      }

      @Override
      public long kept(int rows, int columns) {
        return places * size.applyAsLong(rows, columns);
      }
    };
  }

  /** One more event is taken in, with this lag. */
  PlayAct.Delay next(int lag) {
    boolean none = held < lag;
    held = Math.min(held, lag) + 1;
    int put = event % places;
    int take = (event - held + 1) % places;
    event++;
    return new PlayAct.Delay(put, take, held - 1, lag, none);
  }
}
