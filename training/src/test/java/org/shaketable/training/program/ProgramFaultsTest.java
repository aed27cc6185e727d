package org.shaketable.training.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.Status;
import org.shaketable.training.run.Twin;
import org.shaketable.training.workload.Workload;

/** Whatever a program does, its run is one row with what happened and what it said last. */
class ProgramFaultsTest {
  private static final String ATTACH = "import shaketable\nrun = shaketable.attach()\n";
  private static final String WATCH =
      ATTACH
          + "import numpy as np\nw = np.ones(3, np.float32)\nrun.watch([w], evaluate=lambda: 1)\n";

  @TempDir Path directory;

  private static Run shell(int silence, String script) {
    Program program =
        new Program(List.of("sh", "-c", script), null, Scripts.STEPS, null, null, null, silence);
    return failed(Twin.alone(Scripts.clean(Scripts.workload(program))));
  }

  private Run python(String script) {
    return Twin.alone(Scripts.clean(Scripts.workload(directory, script)));
  }

  private static Run failed(Run run) {
    assertThat(run.status()).as(run.message()).isEqualTo(Status.FAILED);
    return run;
  }

  @Test
  void anExitCodeIsToldWithTheLastLinesOfStderr() {
    assertThat(shell(60, "echo first >&2; echo second >&2; exit 7").message())
        .isEqualTo(
            "Program ended with exit code 7 before it attached; its last lines on stderr: first |"
                + " second");
  }

  @Test
  void aProgramThatNeverAttachesIsTold() {
    assertThat(shell(60, "echo done").message())
        .isEqualTo(
            "Program ended with exit code 0 before it attached; its last lines on stdout: done");
  }

  @Test
  void aSignalIsTold() {
    assertThat(shell(60, "kill -SEGV $$").message())
        .contains("signal 11 (SIGSEGV)", "it wrote nothing");
    assertThat(shell(60, "kill -KILL $$").message())
        .contains("signal 9 (SIGKILL)", "too much memory");
  }

  @Test
  void aProgramThatIsKilledWhileItTrainsIsToldWithItsStep() {
    String killed =
        WATCH
            + "import os, signal\nfor i in range(25): run.step(1.0)\n"
            + "print('on the way', flush=True)\nos.kill(os.getpid(), signal.SIGKILL)\n";
    assertThat(failed(python(killed)).message())
        .isEqualTo(
            "Program ended with signal 9 (SIGKILL), which is also how a system ends who takes too"
                + " much memory, at step 25; its last lines on stdout: on the way");
  }

  @Test
  void aCommandThatDoesNotExistIsTold() {
    Program program =
        new Program(List.of("no-such-program"), null, Scripts.STEPS, null, null, null, null);
    assertThat(failed(Twin.alone(Scripts.clean(Scripts.workload(program)))).message())
        .contains("exit code 127", "no-such-program");
  }

  @Test
  void aProgramThatHangsIsEnded() {
    Run run = shell(1, "echo waiting >&2; sleep 600");
    assertThat(run.message())
        .isEqualTo(
            "Program hung: no sign of life for 1 s before it attached; its last lines on stderr:"
                + " waiting");
    assertThat(run.wallSeconds()).isLessThan(30);
  }

  @Test
  void aProgramThatHangsWhileItTrainsIsEndedAndToldWithItsStep() {
    String hanging =
        WATCH + "import time\nfor i in range(25): run.step(1.0)\nwhile True: time.sleep(600)\n";
    Workload workload = Scripts.workload(directory, hanging, 6);
    assertThat(failed(Twin.alone(Scripts.clean(workload))).message())
        .isEqualTo("Program hung: no sign of life for 6 s at step 25; it wrote nothing");
  }

  @Test
  void aChildSeesTheCoresAndTheGpusOfItsTaskAndNoOthers() {
    String say = "echo $OMP_NUM_THREADS $MKL_NUM_THREADS $CUDA_VISIBLE_DEVICES. >&2; exit 1";
    assertThat(new Host(3, "4,7").during(() -> shell(60, say)).message()).endsWith(": 3 3 4,7.");
    assertThat(new Host(2, "").during(() -> shell(60, say)).message()).endsWith(": 2 2 .");
  }

  @Test
  void outputWithoutEndIsReadAndNotKept() {
    Run run = shell(2, "yes 'a line that is written again and again'");
    assertThat(run.message()).contains("hung").hasSizeLessThan(3000);
  }

  @Test
  void outputWithoutEndDoesNotStopATraining() {
    Run run =
        python(
            WATCH
                + "import sys\nfor i in range(100):\n"
                + "    for out in sys.stdout, sys.stderr: print('a line' * 20000, file=out)\n"
                + "    run.step(1.0)\n");
    assertThat(run.message()).isEmpty();
    assertThat(run.status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void childrenOfAProgramEndWithItWhereverTheyHaveGone() throws IOException {
    Path pids = directory.resolve("pids");
    shell(
        60,
        "sleep 601 & echo $! > %1$s; setsid sleep 602 & echo $! >> %1$s; (setsid sleep 603 & echo $! >> %1$s); sleep 0.3; exit 1"
            .formatted(pids));
    assertThat(Files.readAllLines(pids)).hasSize(3).noneMatch(ProgramFaultsTest::lives);
  }

  private static boolean lives(String pid) {
    return ProcessHandle.of(Long.parseLong(pid))
        .filter(process -> process.info().command().isPresent())
        .isPresent();
  }

  @Test
  void nothingOfARunStaysOnTheDisk() throws IOException {
    Run run = python(ATTACH + "import os, sys\nsys.exit(os.getcwd())\n");
    String work = failed(run).message().replaceFirst("(?s).*stderr: ", "");
    assertThat(work).endsWith("/work");
    assertThat(Path.of(work).getParent()).doesNotExist();
    String arena = Path.of(work).getParent().getFileName().toString();
    try (Stream<Path> shared = Files.list(Path.of("/dev/shm"))) {
      assertThat(shared.map(path -> path.getFileName().toString())).doesNotContain(arena);
    }
  }

  @Test
  void attachingTwiceIsRefused() {
    assertThat(failed(python(ATTACH + "shaketable.attach()\n")).message())
        .contains("exit code 1 at step 0", "attach was called twice");
  }

  @Test
  void anotherProcessOfARunCannotAttach() {
    String two =
        ATTACH
            + "import subprocess, sys\n"
            + "sys.exit(subprocess.call([sys.executable, '-c', 'import shaketable;"
            + " shaketable.attach()']))\n";
    assertThat(failed(python(two)).message())
        .contains("exit code 1 at step 0", "has another process of this run attached?");
  }

  @Test
  void hooksInAnotherProcessAreRefused() {
    String forked =
        WATCH
            + "import os, sys\npid = os.fork()\n"
            + "if pid == 0: run.step(1.0); run.step(1.0, evaluate=lambda: 1, steps=99)\n"
            + "sys.exit(os.waitpid(pid, 0)[1] != 0)\n";
    assertThat(failed(python(forked)).message())
        .contains("expected hooks to be called in the process that attached");
  }

  @Test
  void anEndBeforeAllStepsAreDoneIsToldWithTheStep() {
    assertThat(failed(python(WATCH + "for i in range(25): run.step(1.0)\n")).message())
        .startsWith("Program ended with exit code 0 at step 25");
  }

  @Test
  void wrongShapesAndTypesAreTold() {
    assertThat(failed(python(WATCH + "run.gradient([np.ones(4, np.float32)])\n")).message())
        .contains("expected shape (3,) for 0, found (4,)");
    assertThat(
            failed(python(ATTACH + "import numpy as np\nrun.watch([np.ones(3, int)])\n")).message())
        .contains("expected parameters as floating-point NumPy arrays, found int64 for 0");
    assertThat(failed(python(WATCH + "run.step('high')\n")).message())
        .contains("could not convert string to float");
  }

  @Test
  void wantOfMemoryIsTold() {
    String limited =
        ATTACH
            + "import resource, numpy as np\n"
            + "resource.setrlimit(resource.RLIMIT_AS, (1 << 31, 1 << 31))\n"
            + "np.ones(1 << 30)\n";
    assertThat(failed(python(limited)).message()).contains("exit code 1", "MemoryError");
  }

  @Test
  void aLossThatIsNoneIsADivergence() {
    Run run = python(WATCH + "for i in range(100): run.step(1.0 if i < 33 else float('nan'))\n");
    assertThat(run.status()).isEqualTo(Status.DIVERGED);
    assertThat(run.message()).isEqualTo("NaN in the loss at step 33");
    assertThat(run.trajectory()).hasSize(4);
  }

  @Test
  void parametersThatAreNoneAreADivergence() {
    Run run =
        python(
            WATCH
                + "for i in range(100):\n    w[0] = np.inf if i > 41 else 1\n    run.step(1.0)\n");
    assertThat(run.status()).isEqualTo(Status.DIVERGED);
    assertThat(run.message()).isEqualTo("infinity in the parameters at step 50");
  }

  @Test
  void aPerformanceThatIsNoneIsADivergence() {
    String unsure = WATCH.replace("lambda: 1)", "lambda: 1 if run.steps_done < 30 else np.nan)");
    Run run = python(unsure + "for i in range(100): run.step(1.0)\n");
    assertThat(run.status()).isEqualTo(Status.DIVERGED);
    assertThat(run.message()).isEqualTo("NaN in the performance at step 30");
    assertThat(run.trajectory()).hasSize(3);
  }

  @Test
  void withoutAnAuditAProgramRunsAsItIs() throws IOException, InterruptedException {
    Scripts.workload(directory, Scripts.NUMPY);
    assertThat(PythonModule.write(directory)).exists();
    Process alone =
        new ProcessBuilder(Interpreter.resolved(List.of("python3", "train.py"), directory))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(alone.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(alone.waitFor()).as(said).isZero();
  }
}
