package org.shaketable.training.program;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which Python runs a program: machines have several, and the first on the PATH need not be the one
 * with NumPy. A bare {@code python3} or {@code python} becomes the first on the PATH, then in the
 * system's own places, that finds every module which the program's files import; any other command
 * is taken as it is.
 */
final class Interpreter {
  private static final Set<String> BARE = Set.of("python3", "python");
  private static final List<Path> SYSTEM =
      List.of(Path.of("/usr/local/bin"), Path.of("/usr/bin"), Path.of("/opt/conda/bin"));

  /** Several modules may follow {@code import}, one follows {@code from}. */
  private static final Pattern IMPORT =
      Pattern.compile("^(?:import\\s+([\\w., \\t]+)|from\\s+([A-Za-z_]\\w*))", Pattern.MULTILINE);

  private static final String PROBE =
      "import importlib.util, sys; print(sys.executable);"
          + " sys.exit(any(importlib.util.find_spec(n) is None for n in sys.argv[1:]))";
  private static final int PROBE_SECONDS = 30;

  /** What each probe said, empty where it failed. */
  private static final Map<List<String>, Optional<Path>> PROBED = new ConcurrentHashMap<>();

  private Interpreter() {}

  /** The command with its interpreter found, for files in that directory. */
  static List<String> resolved(List<String> command, Path files) {
    return resolved(command, files, System.getenv().getOrDefault("PATH", ""));
  }

  static List<String> resolved(List<String> command, Path files, String path) {
    if (!BARE.contains(command.get(0))) {
      return command;
    }
    List<String> modules = imports(files);
    for (Path candidate : candidates(command.get(0), path)) {
      Optional<Path> python = having(modules, candidate);
      if (python.isPresent()) {
        List<String> resolved = new ArrayList<>(command);
        resolved.set(0, python.get().toString());
        return resolved;
      }
    }
    // It will say itself what it lacks.
    return command;
  }

  private static Set<Path> candidates(String name, String path) {
    Set<Path> candidates = new LinkedHashSet<>();
    Stream<Path> first = Stream.of(path.split(File.pathSeparator)).map(Path::of);
    Stream.concat(first, SYSTEM.stream())
        .map(directory -> directory.resolve(name))
        .filter(Files::isExecutable)
        .forEach(candidates::add);
    return candidates;
  }

  /** What the Python files import at their top, without each other. */
  private static List<String> imports(Path directory) {
    Set<String> own = new TreeSet<>(Set.of("shaketable"));
    Set<String> imported = new TreeSet<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.filter(path -> path.toString().endsWith(".py")).toList()) {
        own.add(file.getFileName().toString().replace(".py", ""));
        own.add(file.getParent().getFileName().toString());
        Matcher matcher = IMPORT.matcher(Files.readString(file, StandardCharsets.UTF_8));
        while (matcher.find()) {
          imported.addAll(modules(matcher));
        }
      }
    } catch (IOException e) {
      throw new ProgramFailed("Cannot read the program's files: " + e.getMessage());
    }
    imported.removeAll(own);
    return List.copyOf(imported);
  }

  /** The outermost package of each. */
  private static List<String> modules(Matcher statement) {
    if (statement.group(2) != null) {
      return List.of(statement.group(2));
    }
    return Stream.of(statement.group(1).split(","))
        .map(name -> name.strip().split("[\\s.]", 2)[0])
        .filter(name -> !name.isEmpty())
        .toList();
  }

  /**
   * The Python behind a candidate, if it finds the modules. A candidate may be a script that looks
   * for the Python to start (pyenv's are), which takes longer than the start itself.
   */
  private static Optional<Path> having(List<String> modules, Path candidate) {
    List<String> probe = new ArrayList<>(List.of(candidate.toString(), "-c", PROBE));
    probe.addAll(modules);
    return PROBED
        .computeIfAbsent(probe, Interpreter::said)
        .map(python -> started(python) ? python : candidate);
  }

  private static boolean started(Path python) {
    return Files.isRegularFile(python) && Files.isExecutable(python);
  }

  private static Optional<Path> said(List<String> probe) {
    try {
      Process process =
          new ProcessBuilder(probe).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      // One line, which a pipe holds.
      if (process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0) {
        byte[] line = process.getInputStream().readAllBytes();
        return Optional.of(Path.of(new String(line, StandardCharsets.UTF_8).strip()));
      }
      process.destroyForcibly();
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      // Nothing to be remembered: the next run asks again.
      throw new CancellationException("the training's thread was interrupted");
    }
    return Optional.empty();
  }
}
