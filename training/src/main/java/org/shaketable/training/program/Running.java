package org.shaketable.training.program;

import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A program at work: its process, its memory, and what is said between it and its home. */
final class Running implements AutoCloseable {
  /** How long an end of the conversation may come before the end of the process. */
  private static final long MILLISECONDS_TO_END = 2000;

  private static final ScheduledExecutorService WATCH =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "program watch");
            thread.setDaemon(true);
            return thread;
          });

  private final Workplace place;
  private final Arena arena;
  private final Conversation conversation;
  private final Child child;
  private final int silence;
  private final ScheduledFuture<?> watch;
  private boolean accepted;
  private boolean greeted;
  private volatile boolean hung;
  private volatile long lastSign = System.nanoTime();
  private volatile boolean waiting = true;
  private long lastSteps;
  private boolean closed;

  private Running(Workplace place, Arena arena, Conversation conversation, Program program) {
    this.place = place;
    this.arena = arena;
    this.conversation = conversation;
    this.silence = program.silence();
    this.child =
        new Child(
            Interpreter.resolved(program.command(), place.files()),
            place,
            arena.file(),
            environment());
    child.whenEnded(
        () -> {
          if (!accepted) {
            conversation.close();
          }
        });
    this.watch = WATCH.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  /** Starts a program. */
  static Running start(Program program) {
    Workplace place = Workplace.create(program.files());
    try {
      Arena arena = new Arena(place.directory().getFileName().toString(), place.directory());
      return new Running(place, arena, new Conversation(place.socket()), program);
    } catch (RuntimeException e) {
      place.delete();
      throw e;
    }
  }

  private static Map<String, String> environment() {
    Host host = Host.here();
    Map<String, String> environment = new HashMap<>();
    String threads = Integer.toString(host.threads());
    for (String library :
        List.of(
            "OMP_NUM_THREADS",
            "OPENBLAS_NUM_THREADS",
            "MKL_NUM_THREADS",
            "NUMEXPR_NUM_THREADS",
            "VECLIB_MAXIMUM_THREADS",
            "RAYON_NUM_THREADS")) {
      environment.put(library, threads);
    }
    if (host.devices() != null) {
      environment.put("CUDA_VISIBLE_DEVICES", host.devices());
    }
    environment.put("PYTHONPATH", PythonModule.path(System.getenv("PYTHONPATH")));
    environment.put("PYTHONUNBUFFERED", "1");
    // What else would differ between two equal runs.
    environment.put("PYTHONHASHSEED", "0");
    environment.put("CUBLAS_WORKSPACE_CONFIG", ":4096:8");
    return environment;
  }

  Arena arena() {
    return arena;
  }

  /** Steps that the program has counted. */
  synchronized long steps() {
    return closed ? lastSteps : arena.steps();
  }

  /** Ends the wait for a program that neither says anything nor counts its steps. */
  private synchronized void look() {
    if (closed) {
      return;
    }
    long steps = arena.steps();
    if (steps != lastSteps || !waiting) {
      lastSteps = steps;
      lastSign = System.nanoTime();
    }
    if (System.nanoTime() - lastSign > TimeUnit.SECONDS.toNanos(silence)) {
      hung = true;
      conversation.close();
    }
  }

  /** Checks the first message. */
  void greet(Message hello) {
    if (greeted) {
      throw new ProgramFailed("Invalid hello: expected one, found another; call attach once");
    }
    greeted = true;
    long version = hello.whole("hello");
    if (version != Conversation.VERSION) {
      throw new ProgramFailed(
          "Invalid hello: expected version %d of the protocol, found %d; use the client of this version"
              .formatted(Conversation.VERSION, version));
    }
  }

  /** Waits for the program's next message. */
  Message next() {
    waiting = true;
    lastSign = System.nanoTime();
    if (!accepted) {
      accepted = conversation.accept();
    }
    Message message = accepted ? conversation.next().orElseThrow(this::ended) : refuseAbsent();
    waiting = false;
    if (!greeted && !message.has("hello")) {
      throw new ProgramFailed(
          "Invalid message: expected hello first, found " + Message.cut(message.json().toString()));
    }
    return message;
  }

  private Message refuseAbsent() {
    throw ended();
  }

  void answer(JsonObject answer) {
    conversation.answer(answer);
  }

  void refuse(String message) {
    conversation.refuse(message);
  }

  /** Why no message came. */
  private RuntimeException ended() {
    if (Thread.currentThread().isInterrupted()) {
      child.close();
      return new CancellationException("the training's thread was interrupted" + child.lastWords());
    }
    String where = greeted ? " at step %,d".formatted(arena.steps()) : " before it attached";
    boolean gone = child.ends(hung ? 0 : MILLISECONDS_TO_END);
    child.close();
    if (hung) {
      return new ProgramFailed(
          "Program hung: no sign of life for %,d s%s%s"
              .formatted(silence, where, child.lastWords()));
    }
    if (!gone) {
      return new ProgramFailed(
          "Program closed its connection%s%s".formatted(where, child.lastWords()));
    }
    return new ProgramFailed(
        "Program ended with %s%s%s".formatted(child.ending(), where, child.lastWords()));
  }

  @Override
  public void close() {
    // A thread that is interrupted cannot close files.
    boolean interrupted = Thread.interrupted();
    try {
      watch.cancel(false);
      conversation.close();
      child.close();
      giveBack();
      place.delete();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Memory that is given back must not be looked at any more: to do so would end this JVM. */
  private synchronized void giveBack() {
    lastSteps = closed ? lastSteps : arena.steps();
    closed = true;
    arena.close();
  }
}
