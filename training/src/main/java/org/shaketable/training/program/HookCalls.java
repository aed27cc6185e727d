package org.shaketable.training.program;

import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Inputs;
import org.shaketable.perturbation.Selection;
import org.shaketable.perturbation.Surface;
import org.shaketable.training.workload.GradientNoiseFloor;

/** The hooks by name: what a program hands over goes through them, in place. */
final class HookCalls {
  private static final Set<Surface> SETTINGS =
      EnumSet.of(
          Surface.LEARNING_RATE,
          Surface.MOMENTUM,
          Surface.CLIPPING,
          Surface.BATCH_SIZE,
          Surface.LABEL_SMOOTHING);

  private static final Set<Surface> WORKERS =
      EnumSet.of(Surface.WORKERS, Surface.WORKER_SAMPLES, Surface.WORKER_LABELS, Surface.AVERAGE);

  private final Arena arena;
  private final Hooks hooks;
  private final GradientNoiseFloor noiseFloor;
  private final Map<Surface, Long> lastEvents = new EnumMap<>(Surface.class);
  private ParameterLayout layout = new ParameterLayout(List.of());
  private float[] vector = new float[0];

  HookCalls(Arena arena, Hooks hooks, GradientNoiseFloor noiseFloor) {
    this.arena = arena;
    this.hooks = hooks;
    this.noiseFloor = noiseFloor;
  }

  /** The name of a surface's hook; observations are inputs. */
  static String word(Surface surface) {
    return surface == Surface.OBSERVATIONS
        ? word(Surface.INPUTS)
        : surface.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What a program can hand over: everything but what workers of a data-parallel training do. */
  static List<Surface> all() {
    return Arrays.stream(Surface.values()).filter(surface -> !WORKERS.contains(surface)).toList();
  }

  private static Surface surface(String word) {
    return all().stream()
        .filter(surface -> surface != Surface.INITIALISATION && word(surface).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new ProgramFailed(
                    "Invalid hook: expected one of %s, found %s"
                        .formatted(
                            all().stream()
                                .filter(surface -> surface != Surface.INITIALISATION)
                                .map(HookCalls::word)
                                .distinct()
                                .toList(),
                            Message.cut(word))));
  }

  /** The initial parameters, through their hook. */
  void start(ParameterLayout parameters, Slot slot) {
    layout = parameters;
    vector = new float[parameters.size()];
    arena.read(slot.of(parameters.size(), "parameters"), vector);
    hooks.start(vector, layout);
    arena.write(slot, vector);
    lastEvents.put(Surface.INITIALISATION, 0L);
  }

  /** One call of a hook, and the answer to it. */
  JsonObject call(Message call) {
    Surface surface = surface(call.text("hook"));
    long step = call.whole("step");
    long event = event(surface, call);
    if (SETTINGS.contains(surface)) {
      JsonObject answer = new JsonObject();
      answer.add(
          "value", Message.written(hooks.setting(surface, step, event, call.number("value"))));
      return answer;
    }
    if (surface == Surface.PHYSICS) {
      return physics(step, event, call);
    }
    array(surface, step, event, call, call.slot("array"));
    return new JsonObject();
  }

  private long event(Surface surface, Message call) {
    long event = call.whole("event");
    Long last = lastEvents.put(surface, event);
    if (event < 0 || last != null && event < last) {
      throw new ProgramFailed(
          "Invalid event: expected the number of the call of hook %s, never less than before, found %d behind %d"
              .formatted(word(surface), event, last));
    }
    return event;
  }

  private JsonObject physics(long step, long event, Message call) {
    Map<String, Double> constants = new LinkedHashMap<>(call.numbers("constants"));
    hooks.physics(step, event, constants);
    JsonObject values = new JsonObject();
    constants.forEach((name, value) -> values.add(name, Message.written(value)));
    JsonObject answer = new JsonObject();
    answer.add("constants", values);
    return answer;
  }

  private void array(Surface surface, long step, long event, Message call, Slot slot) {
    switch (surface) {
      case GRADIENT -> gradient(step, event, slot);
      case OPTIMIZER_STATE, PARAMETERS -> vector(surface, step, event, slot);
      case INPUTS, OBSERVATIONS -> hooksOfRows(surface, step, event, call, slot);
      case REWARDS, TARGETS -> numbers(surface, step, event, slot);
      case LABELS, TOKENS, SAMPLES -> classes(surface, step, event, call, slot);
      case ACTIONS -> actions(step, event, call, slot);
      case LEARNING_RATE,
          MOMENTUM,
          CLIPPING,
          BATCH_SIZE,
          INITIALISATION,
          PHYSICS,
          LABEL_SMOOTHING ->
          throw new IllegalStateException("No array: " + surface);
    }
  }

  private void gradient(long step, long event, Slot slot) {
    read(slot, "gradient");
    noiseFloor.add(vector, layout.size(), step, event);
    hooks.gradient(step, event, vector, layout);
    arena.write(slot, vector);
  }

  private void vector(Surface surface, long step, long event, Slot slot) {
    read(slot, word(surface));
    if (surface == Surface.PARAMETERS) {
      hooks.parameters(step, event, vector, layout);
    } else {
      hooks.optimizerState(step, event, vector, layout);
    }
    arena.write(slot, vector);
  }

  private void read(Slot slot, String what) {
    if (layout.size() == 0) {
      throw new ProgramFailed(
          "Invalid call: expected the parameters' start before the hook %s, found none"
              .formatted(what));
    }
    arena.read(slot.of(layout.size(), what), vector);
  }

  private void numbers(Surface surface, long step, long event, Slot slot) {
    float[] values = arena.floats(slot);
    if (surface == Surface.REWARDS) {
      hooks.rewards(step, event, values, values.length);
    } else {
      hooks.targets(step, event, values, values.length);
    }
    arena.write(slot, values);
  }

  private void classes(Surface surface, long step, long event, Message call, Slot slot) {
    String what = word(surface);
    if (surface == Surface.SAMPLES) {
      int classes = call.count("classes", 1);
      int[] labels = arena.whole(call.slot("labels"), classes, "labels of the data set");
      int[] indices = arena.whole(slot, labels.length, what);
      hooks.samples(step, event, new Selection(indices, indices.length, labels, classes));
      arena.write(slot, indices);
      return;
    }
    int bound = call.count(surface == Surface.LABELS ? "classes" : "vocabulary", 2);
    int[] values = arena.whole(slot, bound, what);
    if (surface == Surface.LABELS) {
      hooks.labels(step, event, values, values.length, bound);
    } else {
      hooks.tokens(step, event, values, values.length, bound);
    }
    arena.write(slot, values);
  }

  private void actions(long step, long event, Message call, Slot slot) {
    if (!call.has("choices")) {
      hooksOfRows(Surface.ACTIONS, step, event, call, slot);
      return;
    }
    int choices = call.count("choices", 1);
    int[] actions = arena.whole(slot, choices, "actions");
    hooks.actions(step, event, actions, actions.length, choices);
    arena.write(slot, actions);
  }

  private void hooksOfRows(Surface surface, long step, long event, Message call, Slot slot) {
    int columns = call.count("columns", 1);
    int rows = slot.count() / columns;
    float[] values =
        arena.floats(slot.of(rows * columns, word(surface) + " (rows of " + columns + ")"));
    float[] scale = new float[columns];
    Arrays.fill(scale, 1f);
    call.optionalSlot("scale").ifPresent(place -> arena.read(place.of(columns, "scale"), scale));
    Inputs inputs = new Inputs(values, 0, rows, columns, columns, scale);
    if (surface == Surface.ACTIONS) {
      hooks.actions(step, event, inputs);
    } else {
      hooks.inputs(step, event, inputs);
    }
    arena.write(slot, values);
  }

  /**
   * Fails where an exposure should have acted before {@code step} and the program has never called
   * a hook that it acts on: the run would be recorded as shaken and was not.
   */
  void checkCalled(List<Window> windows, List<Exposure> exposures, long step) {
    for (int i = 0; i < exposures.size(); i++) {
      Set<Surface> surfaces = windows.get(i).surfaces();
      boolean due = windows.get(i).from() < step;
      if (due && surfaces.stream().noneMatch(this::called)) {
        throw new ProgramFailed(
            "Invalid perturbation: expected a program that hands over %s, for family %s acts on it, found no such call; add the hook, or name the hooks that it has (hooks: [...])"
                .formatted(
                    surfaces.stream().map(HookCalls::word).distinct().sorted().toList(),
                    exposures.get(i).perturbation().family().name()));
      }
    }
  }

  private boolean called(Surface surface) {
    Surface known = surface == Surface.OBSERVATIONS ? Surface.INPUTS : surface;
    return lastEvents.containsKey(known);
  }
}
