package org.shaketable.training.program;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Set;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.Surface;
import org.shaketable.schedule.Horizon;
import org.shaketable.schedule.Schedule;

/**
 * Steps at which one exposure may act on some hooks: those in {@code [from, until)}, with a period
 * those whose distance from {@code from} is below {@code length} modulo the period. Where no call
 * came in between, the first one from {@code until} on acts.
 *
 * @param period 0 for none
 * @param length 0 where there is no period
 */
record Window(Set<Surface> surfaces, long from, long until, long period, long length) {

  static Window of(Exposure exposure, Horizon horizon) {
    Schedule schedule = exposure.schedule();
    long period = 0;
    long length = 0;
    if (schedule instanceof Schedule.Periodic periodic) {
      period = Math.max(1, periodic.period().steps(horizon));
      length = Math.max(1, periodic.duration().steps(horizon));
    }
    return new Window(
        exposure.perturbation().family().surfaces(),
        schedule.onset(horizon),
        schedule.end(horizon),
        period,
        length);
  }

  /** The whole run, on one surface. */
  static Window whole(Surface surface, Horizon horizon) {
    return new Window(Set.of(surface), 0, horizon.steps(), 0, 0);
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    JsonArray hooks = new JsonArray();
    surfaces.stream().map(HookCalls::word).distinct().sorted().forEach(hooks::add);
    json.add("hooks", hooks);
    json.addProperty("from", from);
    json.addProperty("until", until);
    json.addProperty("period", period);
    json.addProperty("length", length);
    return json;
  }

  static JsonArray json(List<Window> windows) {
    JsonArray array = new JsonArray();
    windows.forEach(window -> array.add(window.json()));
    return array;
  }
}
