package org.shaketable.training.program;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.layout.Tensor;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Surface;
import org.shaketable.random.NamedStream;
import org.shaketable.random.Streams;
import org.shaketable.schedule.Horizon;
import org.shaketable.training.probe.KullbackLeibler;
import org.shaketable.training.probe.ParameterVelocity;
import org.shaketable.training.probe.Residuals;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Features;
import org.shaketable.training.workload.GradientNoiseFloor;
import org.shaketable.training.workload.Measurement;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/**
 * One training of a program. The process starts with the first {@link #advance} and waits in each
 * of its evaluations until it is told to go on.
 */
final class ProgramTrainee implements Trainee {
  private static final ParameterLayout NOTHING = new ParameterLayout(List.of());

  private final Program program;
  private final Horizon horizon;
  private final Streams streams;
  private final Hooks hooks;
  private final List<Exposure> exposures;
  private final List<Window> windows = new ArrayList<>();
  private final GradientNoiseFloor noiseFloor;
  private final Residuals losses = new Residuals();
  private Running running;
  private HookCalls calls;
  private ParameterLayout layout = NOTHING;
  private ParameterVelocity velocity;
  private Vitals vitals;
  private float[] parameters = new float[0];
  private float[] outputs = new float[0];
  private int classes = 1;
  private double performance = Double.NaN;
  private long step = -1;
  private boolean waits;

  ProgramTrainee(Workload workload, Stochasticity stochasticity, Streams streams, Hooks hooks) {
    this.program = (Program) workload.learner();
    this.horizon = workload.horizon();
    this.streams = streams;
    this.hooks = hooks;
    this.exposures = hooks.exposures();
    this.noiseFloor = new GradientNoiseFloor(stochasticity, streams);
    exposures.forEach(exposure -> windows.add(Window.of(exposure, horizon)));
    if (stochasticity.kind() == Stochasticity.Kind.GRADIENT_NOISE_FLOOR) {
      windows.add(Window.whole(Surface.GRADIENT, horizon));
    }
  }

  @Override
  public void advance(long until) throws Diverged {
    if (step >= until) {
      return;
    }
    if (running == null) {
      running = Running.start(program);
      calls = new HookCalls(running.arena(), hooks, noiseFloor);
    }
    while (step < until) {
      if (waits) {
        goOn(until);
      }
      take(running.next());
    }
  }

  /** The answer to an evaluation: train until the next. */
  private void goOn(long until) {
    waits = false;
    JsonObject answer = new JsonObject();
    answer.addProperty("until", until);
    running.answer(answer);
  }

  /** Answers one message; one of an evaluation is answered when the training is to go on. */
  private void take(Message message) throws Diverged {
    try {
      if (message.has("evaluation")) {
        evaluation(message);
      } else if (message.has("diverged")) {
        diverged(message);
      } else {
        running.answer(answer(message));
      }
    } catch (ProgramFailed refusal) {
      running.refuse(refusal.getMessage());
      throw refusal;
    }
  }

  private JsonObject answer(Message message) throws Diverged {
    if (message.has("hook")) {
      return calls.call(message);
    }
    if (message.has("losses")) {
      take(message.slot("losses"));
      return new JsonObject();
    }
    if (message.has("memory")) {
      running.arena().grow(message.whole("memory"));
      return memory();
    }
    if (message.has("start")) {
      start(message);
      return new JsonObject();
    }
    if (message.has("hello")) {
      return welcome(message);
    }
    throw new ProgramFailed(
        "Invalid message: expected one of hello, memory, start, hook, losses, evaluation, diverged,"
            + " found "
            + Message.cut(message.json().toString()));
  }

  private JsonObject welcome(Message hello) {
    running.greet(hello);
    JsonObject answer = memory();
    answer.addProperty("seed", seed(streams.fixed("program"), 0));
    answer.addProperty("steps", horizon.steps());
    answer.addProperty("until", 0);
    answer.add("windows", Window.json(windows));
    if (streams.from() < Long.MAX_VALUE) {
      JsonObject anew = new JsonObject();
      anew.addProperty("step", streams.from());
      anew.addProperty("seed", seed(streams.named("program"), streams.from()));
      answer.add("anew", anew);
    }
    return answer;
  }

  /** A program's seed: JAX, NumPy and PyTorch all take one of 31 bits. */
  private static long seed(NamedStream stream, long step) {
    return stream.key(step, 0) >>> 33;
  }

  private JsonObject memory() {
    JsonObject answer = new JsonObject();
    answer.addProperty("memory", running.arena().file().toString());
    answer.addProperty("bytes", running.arena().bytes());
    return answer;
  }

  private void start(Message message) {
    if (layout != NOTHING) {
      throw new ProgramFailed(
          "Invalid start: expected the parameters once, found them again; call watch once");
    }
    layout = new ParameterLayout(tensors(message));
    if (layout.size() == 0) {
      throw new ProgramFailed("Invalid start: expected at least one parameter, found none");
    }
    velocity = new ParameterVelocity(layout.size());
    calls.start(layout, message.slot("array"));
  }

  private static List<Tensor> tensors(Message message) {
    List<Tensor> tensors = new ArrayList<>();
    long offset = 0;
    for (Message told : message.list("start")) {
      int rows = told.count("rows", 1);
      int columns = told.count("columns", 1);
      tensors.add(new Tensor(told.text("name"), (int) offset, rows, columns));
      offset += (long) rows * columns;
      if (offset > Integer.MAX_VALUE) {
        throw new ProgramFailed(
            "Invalid start: expected at most %,d parameters, found %,d or more"
                .formatted(Integer.MAX_VALUE, offset));
      }
    }
    return tensors;
  }

  private void take(Slot slot) throws Diverged {
    for (double value : running.arena().doubles(slot)) {
      Diverged.check(value, "loss", running.steps());
      losses.add(value);
    }
  }

  private void evaluation(Message message) throws Diverged {
    long at = message.whole("evaluation");
    if (at < Math.max(0, step)) {
      throw new ProgramFailed(
          "Invalid evaluation: expected a step of at least %d, found %d".formatted(step, at));
    }
    if (layout == NOTHING) {
      throw new ProgramFailed(
          "Invalid evaluation: expected the parameters' start before it, found none; call watch"
              + " first");
    }
    if (message.has("losses")) {
      take(message.slot("losses"));
    }
    parameters = vector(message.slot("parameters"), "parameters");
    vitals = new Vitals(at, losses, velocity);
    step = at;
    vitals.measure(
        parameters,
        message.optionalSlot("before").map(slot -> vector(slot, "parameters before")),
        message.optionalSlot("gradient").map(slot -> vector(slot, "gradient")));
    outputs(message);
    vitals.said(message);
    double said = message.number("performance");
    Diverged.check(said, "performance", at);
    performance = program.objective().goal().oriented(said);
    waits = true;
    if (at >= horizon.steps()) {
      calls.checkCalled(windows, exposures, horizon.steps());
    }
  }

  private void outputs(Message message) {
    if (message.has("outputs")) {
      Slot slot = message.slot("outputs");
      classes = message.count("classes", 1);
      outputs = running.arena().floats(slot.of(slot.count() / classes * classes, "outputs"));
      vitals.outputs(outputs, classes);
    } else {
      outputs = new float[0];
    }
  }

  private float[] vector(Slot slot, String what) {
    return running.arena().floats(slot.of(layout.size(), what));
  }

  private void diverged(Message message) throws Diverged {
    step = Math.max(0, message.whole("diverged"));
    Diverged.check(message.number("value"), message.text("what"), step);
    throw new ProgramFailed(
        "Invalid message: expected a value that is not finite behind 'diverged', found a finite"
            + " one");
  }

  @Override
  public long step() {
    return running == null ? 0 : Math.max(Math.max(0, step), running.steps());
  }

  @Override
  public Measurement measure(int index) {
    return new Measurement(performance, vitals.loss(), new Features(vitals.features()));
  }

  @Override
  public double performance(int index) {
    return performance;
  }

  @Override
  public ParameterLayout layout() {
    return layout;
  }

  @Override
  public float[] parameters() {
    return parameters.clone();
  }

  @Override
  public float[] probeOutputs() {
    return outputs.clone();
  }

  /** NaN where a program gives no outputs, or other ones than the reference. */
  @Override
  public double functionDistance(float[] referenceOutputs) {
    return outputs.length == 0 || outputs.length != referenceOutputs.length
        ? Double.NaN
        : KullbackLeibler.of(referenceOutputs, outputs, classes);
  }

  @Override
  public void close() {
    if (running != null) {
      running.close();
    }
  }
}
