package org.shaketable.training.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterpreterTest {
  private static final List<String> COMMAND = List.of("python3", "train.py", "--lr", "0.1");

  @TempDir Path directory;
  private Path files;

  @BeforeEach
  void write() throws IOException {
    files = Files.createDirectory(directory.resolve("files"));
    Files.writeString(files.resolve("train.py"), "import json\n");
  }

  private Path script(String name, String lines) throws IOException {
    Path place = Files.createDirectories(directory.resolve(name));
    Path script = Files.writeString(place.resolve("python3"), "#!/bin/sh\n" + lines + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return place;
  }

  @Test
  void aScriptThatLooksForThePythonToStartIsAskedOnce() throws IOException {
    List<String> plain = Interpreter.resolved(COMMAND, files);
    assumeTrue(!plain.equals(COMMAND), "This machine has no python3");
    Path calls = directory.resolve("calls");
    Path shim = script("shim", "echo called >> %s; exec %s \"$@\"".formatted(calls, plain.get(0)));
    for (int run = 0; run < 3; run++) {
      assertThat(Interpreter.resolved(COMMAND, files, shim.toString())).isEqualTo(plain);
    }
    assertThat(Files.readAllLines(calls)).containsExactly("called");
  }

  @Test
  void aPythonWithoutAModuleIsPassedOverAndOneThatSaysNoPlaceIsTakenAsItIs() throws IOException {
    Path without = script("without", "exit 1");
    Path silent = script("silent", "exit 0");
    assertThat(Interpreter.resolved(COMMAND, files, without + ":" + silent).get(0))
        .isEqualTo(silent.resolve("python3").toString());
  }

  @Test
  void whatIsNotBareIsTakenAsItIs() {
    List<String> command = List.of("/opt/own/python3", "train.py");
    assertThat(Interpreter.resolved(command, files)).isEqualTo(command);
  }
}
