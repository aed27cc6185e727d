package org.shaketable.training.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Steps in a plain loop on one thread, in a Python process that answers how long a number of them
 * took: PyTorch's, or NumPy's products.
 */
final class PythonContender implements Contender {
  private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

  private final String name;
  private final Path script;
  private final Process process;
  private final BufferedReader answers;
  private final PrintStream orders;

  private PythonContender(String name, String python, String scriptName, List<String> arguments)
      throws IOException {
    this.name = name;
    script = Files.createTempFile("shaketable-", ".py");
    try (InputStream resource = PythonContender.class.getResourceAsStream(scriptName)) {
      Files.copy(resource, script, StandardCopyOption.REPLACE_EXISTING);
    }
    List<String> command = new ArrayList<>(List.of(python, script.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.environment().put("OPENBLAS_NUM_THREADS", "1");
    keepMemory(builder.environment());
    process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    answers = process.inputReader();
    orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  /**
   * Freed memory stays with the process: fetched from the system anew in each step it took four
   * fifths of the time of larger networks where faults of pages are slow.
   */
  private static void keepMemory(Map<String, String> environment) {
    environment.put("MALLOC_MMAP_THRESHOLD_", "1000000000");
    environment.put("MALLOC_TRIM_THRESHOLD_", "2000000000");
    environment.put("MALLOC_TOP_PAD_", "67108864");
  }

  /** PyTorch's loop for a shape; empty where no Python can import torch. */
  static Optional<Contender> of(Shape shape) {
    List<Integer> numbers = new ArrayList<>(List.of(shape.batch()));
    numbers.addAll(shape.widths());
    return of("mlp_step.py", numbers);
  }

  /** PyTorch's loop for a transformer; empty where no Python can import torch. */
  static Optional<Contender> of(TransformerShape shape) {
    return of(
        "transformer_step.py",
        List.of(
            shape.layers(),
            shape.width(),
            shape.heads(),
            shape.context(),
            shape.batch(),
            shape.vocabulary()));
  }

  /** PyTorch's loop for many runs of a shape at once; empty where no Python can import torch. */
  static Optional<Contender> of(Shape shape, int runs) {
    List<Integer> numbers = new ArrayList<>(List.of(runs, shape.batch()));
    numbers.addAll(shape.widths());
    return of("cohort_step.py", numbers);
  }

  /** PyTorch's loop for many transformers at once; empty where no Python can import torch. */
  static Optional<Contender> of(TransformerShape shape, int runs) {
    return of(
        "cohort_transformer_step.py",
        List.of(
            runs,
            shape.layers(),
            shape.width(),
            shape.heads(),
            shape.context(),
            shape.batch(),
            shape.vocabulary()));
  }

  /** Whether the Python that can import torch finds a GPU. */
  static boolean torchHasGpu() {
    return PYTHONS.stream()
        .filter(python -> imports(python, "torch"))
        .findFirst()
        .filter(
            python -> runs(python, "import sys, torch; sys.exit(not torch.cuda.is_available())"))
        .isPresent();
  }

  /** The products of NumPy's BLAS for a shape; empty where no Python can import numpy. */
  static Optional<Contender> of(ProductShape shape) {
    List<Integer> numbers = List.of(shape.rows(), shape.columns(), shape.inner());
    return named("sgemm", "numpy", "product.py", strings(numbers));
  }

  private static Optional<Contender> of(String script, List<Integer> numbers) {
    return torch(script, strings(numbers));
  }

  private static List<String> strings(List<Integer> numbers) {
    return numbers.stream().map(String::valueOf).toList();
  }

  /** A loop of one of this package's scripts; empty where no Python can import torch. */
  static Optional<Contender> torch(String script, List<String> arguments) {
    return named("pytorch", "torch", script, arguments);
  }

  private static Optional<Contender> named(
      String name, String module, String script, List<String> arguments) {
    for (String python : PYTHONS) {
      if (imports(python, module)) {
        try {
          return Optional.of(new PythonContender(name, python, script, arguments));
        } catch (IOException e) {
          throw new UncheckedIOException("Cannot start " + python, e);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean imports(String python, String module) {
    return runs(python, "import " + module);
  }

  /** Whether a Python is there and comes to the end of a line of code. */
  private static boolean runs(String python, String code) {
    try {
      return new ProcessBuilder(python, "-c", code)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double train(int steps) {
    orders.println(steps);
    try {
      String answer = answers.readLine();
      if (answer == null) {
        throw new IllegalStateException("Cannot time " + name + ": its process ended");
      }
      return Double.parseDouble(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    orders.close();
    process.destroy();
    try {
      Files.deleteIfExists(script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
