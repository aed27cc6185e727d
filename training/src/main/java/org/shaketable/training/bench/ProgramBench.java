package org.shaketable.training.bench;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.GradientNoise;
import org.shaketable.perturbation.LossScale;
import org.shaketable.perturbation.Perturbation;
import org.shaketable.schedule.Schedule;
import org.shaketable.training.program.Program;
import org.shaketable.training.program.ProgramFile;
import org.shaketable.training.program.ProgramTask;
import org.shaketable.training.program.PythonModule;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.run.Status;
import org.shaketable.training.run.Twin;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Workload;

/**
 * What it costs a program in Python to be audited, against the same script alone. The script times
 * its hooks itself; all numbers are medians over its steps, and then over rounds.
 */
public final class ProgramBench {
  private static final String SCRIPT = "program_bench.py";
  private static final int EVALUATIONS = 10;
  private static final long SHORT = 20;
  private static final long LONG = 2000;

  private final Path directory;
  private final int rounds;

  /**
   * Times of a start, in seconds, and of all hooks of a step outside of a schedule, in
   * microseconds; alone and audited.
   *
   * @param stepMore how much longer a step takes audited than alone, in microseconds, round by
   *     round
   */
  public record Plain(
      Quartiles startAlone,
      Quartiles startAudited,
      Quartiles stepAlone,
      Quartiles stepAudited,
      Quartiles stepMore) {}

  /**
   * Times of one call of the gradient's hook, in microseconds.
   *
   * @param copies the time of copying the gradient twice
   * @param hook the time with a disturbance that multiplies: what handing it over costs
   * @param ratio how many times as long as the two copies handing it over takes, step by step
   * @param noise the time with gradient noise: drawing it comes on top
   */
  public record Inside(
      int parameters, Quartiles copies, Quartiles hook, Quartiles ratio, Quartiles noise) {}

  private ProgramBench(Path directory, int rounds) {
    this.directory = directory;
    this.rounds = rounds;
  }

  /**
   * Measures in a directory, which is left with the script in it.
   *
   * @throws IllegalStateException where the script cannot run: it needs python3 with NumPy
   */
  public static ProgramBench in(Path directory, int rounds) {
    try (InputStream script = ProgramBench.class.getResourceAsStream(SCRIPT)) {
      Files.copy(script, directory.resolve(SCRIPT), StandardCopyOption.REPLACE_EXISTING);
      PythonModule.write(directory);
      return new ProgramBench(directory, rounds);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Start and steps of a program that nothing disturbs. */
  public Plain plain() {
    double[][] times = new double[5][rounds];
    for (int round = 0; round < rounds; round++) {
      long start = System.nanoTime();
      JsonObject audited = audited(1, SHORT, List.of());
      times[1][round] = (System.nanoTime() - start) / 1e9;
      String python = audited.get("python").getAsString();
      start = System.nanoTime();
      alone(python, SHORT);
      times[0][round] = (System.nanoTime() - start) / 1e9;
      times[3][round] = audited(1, LONG, List.of()).get("step").getAsDouble();
      times[2][round] = alone(python, LONG).get("step").getAsDouble();
      times[4][round] = times[3][round] - times[2][round];
    }
    return new Plain(
        Quartiles.of(times[0]),
        Quartiles.of(times[1]),
        Quartiles.of(times[2]),
        Quartiles.of(times[3]),
        Quartiles.of(times[4]));
  }

  /** The hook of a gradient of so many values while a disturbance acts. */
  public Inside inside(int parameters) {
    long steps = Math.max(60, Math.min(LONG, 200_000_000L / parameters));
    double[][] times = new double[4][rounds];
    for (int round = 0; round < rounds; round++) {
      JsonObject scaled = audited(parameters, steps, always(new LossScale(1e-3, null)));
      times[0][round] = scaled.get("copies").getAsDouble();
      times[1][round] = scaled.get("hook").getAsDouble();
      times[2][round] = scaled.get("ratio").getAsDouble();
      times[3][round] =
          audited(parameters, steps, always(new GradientNoise(1e-3))).get("hook").getAsDouble();
    }
    return new Inside(
        parameters,
        Quartiles.of(times[0]),
        Quartiles.of(times[1]),
        Quartiles.of(times[2]),
        Quartiles.of(times[3]));
  }

  private static List<Exposure> always(Perturbation perturbation) {
    return List.of(new Exposure(perturbation, new Schedule.Always()));
  }

  private JsonObject audited(int parameters, long steps, List<Exposure> exposures) {
    Path out = directory.resolve("times.json");
    List<String> command =
        List.of("python3", SCRIPT, out.toString(), "" + parameters, Long.toString(steps));
    List<ProgramFile> files = List.of(ProgramFile.in(directory, SCRIPT));
    Program program = new Program(command, files, steps, null, null, null, null);
    Workload workload =
        new Workload("bench", Engine.PROGRAM, new ProgramTask(SCRIPT, null), program, EVALUATIONS);
    Run run = Twin.alone(new RunSpec(workload, Stochasticity.NONE, exposures, 1, 0));
    if (run.status() != Status.COMPLETED) {
      throw new IllegalStateException("Cannot time a program: " + run.message());
    }
    return read(out);
  }

  private JsonObject alone(String python, long steps) {
    Path out = directory.resolve("alone.json");
    try {
      Process process =
          new ProcessBuilder(python, SCRIPT, out.toString(), "1", Long.toString(steps))
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("said").toFile())
              .start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(
            "Cannot time a program: " + Files.readString(directory.resolve("said")));
      }
      return read(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonObject read(Path file) {
    try {
      return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
