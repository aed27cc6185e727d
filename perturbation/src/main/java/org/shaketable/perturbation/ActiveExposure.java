package org.shaketable.perturbation;

import java.util.EnumMap;
import java.util.Map;
import org.shaketable.random.RandomStream;
import org.shaketable.schedule.Horizon;
import org.shaketable.schedule.Schedule;

/** One exposure at work in one run: says when, and by which dose, its disturbance acts. */
final class ActiveExposure {
  private final Perturbation perturbation;
  private final Schedule schedule;
  private final Horizon horizon;
  private final Disturbance disturbance;
  private VectorAct.Source elsewhere;
  private PlayAct.Source inPlay;
  private final Map<Surface, Channel> channels = new EnumMap<>(Surface.class);

  /** One surface of the family. */
  private static final class Channel {
    /** The step of an event that was never seen. */
    static final long NEVER = -1;

    final long nameKey;
    long firstEvent = NEVER;

    Channel(long nameKey) {
      this.nameKey = nameKey;
    }
  }

  ActiveExposure(Exposure exposure, long seed, Horizon horizon) {
    this.perturbation = exposure.perturbation();
    this.schedule = exposure.schedule();
    this.horizon = horizon;
    this.disturbance = perturbation.begin();
    Family family = perturbation.family();
    for (Surface surface : family.surfaces()) {
      String name = "perturbation/" + family.name() + "/" + surface;
      channels.put(surface, new Channel(RandomStream.nameKey(seed, name)));
    }
  }

  Disturbance disturbance() {
    return disturbance;
  }

  /** What it does to a vector that is held elsewhere. */
  VectorAct.Source elsewhere() {
    if (elsewhere == null) {
      elsewhere = perturbation.elsewhere().orElseThrow(this::onlyHere);
    }
    return elsewhere;
  }

  /** What it does to what is played elsewhere. */
  PlayAct.Source inPlay() {
    if (inPlay == null) {
      inPlay = perturbation.inPlay().orElseThrow(this::onlyHere);
    }
    return inPlay;
  }

  private IllegalStateException onlyHere() {
    return new IllegalStateException(
        "Cannot disturb what is held elsewhere by family %s"
            .formatted(perturbation.family().name()));
  }

  /** The dose at one event of a surface; null where the disturbance is off. */
  Dose dose(Surface surface, long step, long event) {
    Channel channel = channels.get(surface);
    if (channel == null || step < schedule.onset(horizon)) {
      return null;
    }
    double strength = strength(channel, step, event);
    if (strength == 0) {
      return null;
    }
    double progress = (double) (step - schedule.onset(horizon)) / horizon.steps();
    RandomStream random = RandomStream.ofKey(RandomStream.key(channel.nameKey, event));
    return new Dose(strength * perturbation.magnitude(), progress, random);
  }

  private double strength(Channel channel, long step, long event) {
    double strength = schedule.strength(step, horizon);
    // One event may come in several calls (the arrays of an optimizer's memory).
    boolean first = channel.firstEvent == Channel.NEVER || channel.firstEvent == event;
    if (strength == 0 && first && step >= schedule.end(horizon)) {
      strength = 1;
    }
    if (strength > 0 && channel.firstEvent == Channel.NEVER) {
      channel.firstEvent = event;
    }
    return strength;
  }
}
