package org.shaketable.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.jobs.Mistake;

class BadConfigTest {
  private static final String GOOD =
      """
      sweep: small
      seed: 7
      replicates: 3
      evaluations: 10
      stochasticity: [none]
      workloads:
        spirals:
          task: {data: spirals}
          learner:
            algorithm: classification
            steps: 1000
            batch-size: 32
            optimizer: {algorithm: adam, learning-rate: 0.01}
            network: {hidden: [16, 8], activation: relu}
      perturbations:
        - family: gradient-noise
          magnitudes: [0.5, 2]
          schedule: {pulse: {onset: 50%, duration: 10%}}
          workloads: [spirals]
      """;

  @TempDir Path directory;

  /** What is put in the place of a line's text, and the message behind the file's name. */
  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          batch-size: 32    | batch-sise: 32 | :12: workloads.spirals.learner.batch-sise: expected a key that exists here, found 'batch-sise'; did you mean 'batch-size'?
          replicates: 3     | replicas: 3    | :3: replicas: expected a key that exists here, found 'replicas'; did you mean 'replicates'?
          seed: 7           | zzz: 7         | :2: zzz: expected a key that exists here, found 'zzz'; there is checkpoint, clean-replicates, evaluations, infinitesimal, perturbations, placebo, replicates, seed, stochasticity, sweep, time-limit-seconds, workloads
          replicates: 3     | ~~             | :1: expected the key 'replicates', found none; add it here
          seed: 7           | seed: seven    | :2: seed: expected a whole number, found 'seven'; put a whole number there
          seed: 7           | seed: 1.5      | :2: seed: expected a whole number, found '1.5'; put a whole number there
          seed: 7           | seed:          | :2: seed: expected a whole number, found nothing; put a whole number behind the colon
          seed: 7           | seed: [1]      | :2: seed: expected a whole number, found a list; put a whole number behind the colon
          replicates: 3     | replicates: 99999999999 | :3: replicates: expected a whole number of fewer digits, found '99999999999'; give a smaller one
          replicates: 3     | replicates: 400000 | :3: replicates: expected a sweep of at most 1,000,000 runs, found 1,600,000 (4 for each replicate); at most 250,000 replicates of these conditions fit
          replicates: 3     | replicates: 0  | :3: replicates: expected a whole number in [1, 1000000], found 0; change the value of replicates
          sweep: small      | sweep: ../up   | :1: sweep: expected a name of letters, digits, - and _ (at most 100), found '../up'; rename the sweep
          sweep: small      | seed: 7        | :2: seed: expected each key once, found 'seed' again (first on line 1); remove or rename one
          evaluations: 10   | evaluations: 2000 | :4: evaluations: expected a number in [10, 1000], found 2000; change the value of evaluations
          [none]            | []             | :5: stochasticity: expected at least one level, found an empty list; write [none]
          [none]            | none           | :5: stochasticity: expected a list, found 'none'; write it as [a, b]
          [none]            | [{entropy: 1}] | :5: stochasticity[0].entropy: expected 'none' or a level such as {entropy-coefficient: 0.01}, found 'entropy'; there is dropout, entropy-coefficient, exploration-rate, gradient-noise-floor, minibatch-size, none
          [none]            | [{entropy-coefficient: -1}] | :5: stochasticity[0].entropy-coefficient: expected a number in [0, 1000], found -1; change the level of entropy-coefficient
          [none]            | [{dropout: 0.1}] | :5: stochasticity[0]: expected a level that a workload takes, found dropout=0.1: spirals: expected a knob of learner classification (entropy-coefficient, gradient-noise-floor, minibatch-size, none), found dropout; remove it
          [none]            | [{exploration-rate: 0.1, workloads: [spirals]}] | :5: stochasticity[0].workloads[0]: expected a workload that takes exploration-rate=0.1, found 'spirals': expected a knob of learner classification (entropy-coefficient, gradient-noise-floor, minibatch-size, none), found exploration-rate; remove it
          [none]            | [{minibatch-size: 5000}] | :5: stochasticity[0]: expected a level that a workload takes, found minibatch-size=5000.0: spirals: expected a whole number in [1, 1500], found 5000; remove it
          [none]            | [{minibatch-size: 2.5}] | :5: stochasticity[0].minibatch-size: expected a whole number, found 2.5; change the level of minibatch-size
          [none]            | [{dropout: 1}] | :5: stochasticity[0].dropout: expected a number in [0, 0.99], found 1; change the level of dropout
          [none]            | [none, none]   | :5: stochasticity[1]: expected each level once, found 'none' again; remove one
          {data: spirals}   | {data: spiral} | :8: workloads.spirals.task.data: expected a data set that exists, found 'spiral'; did you mean 'spirals'?
          {data: spirals}   | {kind: spirals} | :8: workloads.spirals.task: expected one of the keys environment, data, text, program, found keys (kind); write e.g. {environment: CartPole-v1} or {data: spirals}
          {data: spirals}   | {data: spirals, classes: 1} | :8: workloads.spirals.task.classes: expected a whole number in [2, 100], found 1; change the value of classes
          {data: spirals}   | {environment: CartPole-v1} | :8: workloads.spirals.task: expected a data set for learner classification, found CartPole-v1; change the value of task
          {data: spirals}   | {data: spirals, train: 20} | :12: workloads.spirals.learner.batch-size: expected a whole number in [1, 20], found 32; change the value of batch-size
          classification    | sarsa          | :10: workloads.spirals.learner.algorithm: expected a learner that exists, found 'sarsa'; there is LEARNERS
          algorithm: classification | rate: 1 | :9: workloads.spirals.learner: expected the key 'algorithm', found none; add it here: there is LEARNERS
          steps: 1000       | steps: 3       | :11: workloads.spirals.learner.steps: expected a whole number in [10, 1000000000], found 3; change the value of steps
          adam              | adagrad        | :13: workloads.spirals.learner.optimizer.algorithm: expected an optimizer that exists, found 'adagrad'; there is adam, adamw, sgd
          learning-rate: 0.01 | learning-rate: high | :13: workloads.spirals.learner.optimizer.learning-rate: expected a number, found 'high'; put a number there
          hidden: [16, 8]   | hidden: [16, 0] | :14: workloads.spirals.learner.network.hidden: expected widths in [1, 65536], found 0; change the value of hidden
          activation: relu  | activation: gelu | :14: workloads.spirals.learner.network.activation: expected one of tanh, relu, found 'gelu'; choose one of them
          gradient-noise    | gradient-nois  | :16: perturbations[0].family: expected a family that exists, found 'gradient-nois'; did you mean 'gradient-noise'?
          magnitudes: [0.5, 2] | magnitude: 2 | :17: perturbations[0].magnitude: expected a key that exists here, found 'magnitude'; did you mean 'magnitudes'?
          magnitudes: [0.5, 2] | magnitudes: 2 | :17: perturbations[0].magnitudes: expected a list, found '2'; write it as [a, b]
          [0.5, 2]          | []             | :17: perturbations[0].magnitudes: expected at least one magnitude, found an empty list; write e.g. [0.5, 2]
          [0.5, 2]          | [0.5, -2]      | :17: perturbations[0].magnitudes[1]: expected a number in [0, 1000] (sigma over gradient RMS) for family gradient-noise, found -2; change the value of magnitude
          [0.5, 2]          | [0.5, much]    | :17: perturbations[0].magnitudes[1]: expected a number, found 'much'; put a number there
          [0.5, 2]          | [0, -0.0]      | :17: perturbations[0].magnitudes[1]: expected each condition once, found gradient-noise '-0.0' on schedule pulse(50%, 10%) again (first on line 17); remove one
          [0.5, 2]          | [1e-400]       | :17: perturbations[0].magnitudes[0]: expected a number that is not so small, found '1e-400', which would be read as 0; give 0, or one from 4.9e-324
          [0.5, 2]          | [1e400]        | :17: perturbations[0].magnitudes[0]: expected a number of at most 1.79e308, found '1e400'; give a smaller one
          [0.5, 2]          | [1e99999999999] | :17: perturbations[0].magnitudes[0]: expected a number of at most 1.79e308, found '1e99999999999'; give a smaller one
          seed: 7           | seed: 1e-3     | :2: seed: expected a whole number, found '1e-3'; put a whole number there
          seed: 7           | seed: 1e19     | :2: seed: expected a whole number of fewer digits, found '1e19'; give a smaller one
          seed: 7           | seed: 1e99999999999 | :2: seed: expected a whole number with a shorter exponent, found '1e99999999999'; change it
          [0.5, 2]          | [2, 2.0]       | :17: perturbations[0].magnitudes[1]: expected each condition once, found gradient-noise '2.0' on schedule pulse(50%, 10%) again (first on line 17); remove one
          onset: 50%        | onset: 150%    | :18: perturbations[0].schedule.pulse.onset: expected 0% to 100%, or a whole number of steps or evaluations, found 150.0 PERCENT; write '40%', '5000 steps' or '30 evaluations'
          onset: 50%        | onset: noon    | :18: perturbations[0].schedule.pulse.onset: expected e.g. '40%', '5000 steps' or '30 evaluations', found 'noon'; write '40%', '5000 steps' or '30 evaluations'
          onset: 50%        | onset: 1000 steps | :18: perturbations[0].schedule: expected an onset before the end of the run, found pulse(1000 steps, 10%), and workload spirals ends after 1000 steps; let it begin earlier
          duration: 10%     | duration: 0%   | :18: perturbations[0].schedule.pulse.duration: expected more than 0, found 0%; change the value of duration
          pulse             | puls           | :18: perturbations[0].schedule.puls: expected a schedule that exists, found 'puls'; did you mean 'pulse'?
          [spirals]         | [spiral]       | :19: perturbations[0].workloads[0]: expected a workload of this file, found 'spiral'; did you mean 'spirals'?
          task: {data: spirals} | task: {data: spirals | :9: expected YAML, found a line that is not (while parsing a flow mapping, expected ',' or '}', but got
          task: {data: spirals} | task: *all     | :8: workloads.spirals.task: expected a value, found the alias *all; write the value out
          """)
  void aMistakeIsToldWithFileLineKeyAndTheWayOut(String good, String bad, String message)
      throws IOException {
    Path file = Files.writeString(directory.resolve("bad.yaml"), GOOD.replace(good, bad));
    String learners = String.join(", ", Forms.learners().keySet().stream().sorted().toList());

    assertThatThrownBy(() -> SweepConfig.read(file))
        .isInstanceOf(Mistake.class)
        .hasMessageStartingWith(file + message.replace("LEARNERS", learners))
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          every 0 evaluations  | expected 'every N evaluations' with N at least 1, found 'every 0 evaluations'; write e.g. 'every 5 evaluations'
          often                | expected 'every N evaluations' with N at least 1, found 'often'; write e.g. 'every 5 evaluations'
          every 11 evaluations | expected at most every 10 evaluations, as a run has no more, found 'every 11 evaluations'; change the value of checkpoint
          """)
  void checkpointsThatNeverComeAreRefused(String value, String message) throws IOException {
    Path file =
        Files.writeString(directory.resolve("bad.yaml"), "checkpoint: " + value + "\n" + GOOD);

    assertThatThrownBy(() -> SweepConfig.read(file))
        .isInstanceOf(Mistake.class)
        .hasMessage(file + ":1: checkpoint: " + message);
  }

  @Test
  void aSettingThatContradictsAnotherIsToldAtItsKey() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("bad.yaml"),
            """
            sweep: small
            seed: 7
            replicates: 3
            evaluations: 10
            workloads:
              pole:
                task: {environment: CartPole-v1}
                learner:
                  algorithm: ppo
                  num-envs: 4
                  num-steps: 32
                  num-minibatches: 5
            """);

    assertThatThrownBy(() -> SweepConfig.read(file))
        .hasMessage(
            file
                + ":12: workloads.pole.learner.num-minibatches: expected a divisor of num-envs *"
                + " num-steps = 128 that leaves 2 samples or more, found 5; change the value of"
                + " num-minibatches");
  }

  /** Settings of a learner on CartPole, and what is told of them. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          dqn, total-timesteps: 5000 | always | :8: workloads.pole.learner.learning-starts: expected less than 5000, the last of total-timesteps = 5000 at which there is an update, or nothing is ever learned, found 10000; change the value of learning-starts
          dqn, total-timesteps: 5000, learning-starts: 100, train-frequency: 9000 | always | :8: workloads.pole.learner.train-frequency: expected at most total-timesteps = 5000, or nothing is ever learned, found 9000; change the value of train-frequency
          ppo, total-timesteps: 300 | always | :8: workloads.pole.learner.total-timesteps: expected at least one roll-out of num-envs * num-steps = 512, found 300; change the value of total-timesteps
          ppo, num-envs: 50000, num-steps: 50000 | always | :8: workloads.pole.learner.num-steps: expected num-envs * num-steps of at most 16777216, found 2500000000; change the value of num-steps
          dqn, total-timesteps: 5000, learning-starts: 100, train-frequency: 700 | {pulse: {onset: 4900 steps, duration: 50 steps}} | :12: perturbations[0].schedule: expected a time at which there is something to disturb, found pulse(4900 steps, 50 steps), at and behind which learner dqn makes no update; family stale-gradients cannot disturb workload pole so: change it, or name other workloads
          dqn, total-timesteps: 5000, learning-starts: 100, train-frequency: 10 | {periodic: {onset: 0 steps, period: 10 steps, duration: 5 steps}} | :12: perturbations[0].schedule: expected a time at which there is something to disturb, found periodic(0 steps, 10 steps, 5 steps), at and behind which learner dqn makes no update; family stale-gradients cannot disturb workload pole so: change it, or name other workloads
          dqn, total-timesteps: 5000, learning-starts: 100, train-frequency: 10 | {pulse: {onset: 2001 steps, duration: 5 steps}} | :12: perturbations[0].schedule: expected a time with two updates or more, for family stale-gradients takes what came before, found pulse(2001 steps, 5 steps), which meets one; family stale-gradients cannot disturb workload pole so: change it, or name other workloads
          """)
  void aSweepInWhichNothingWouldBeStudiedIsRefused(String learner, String schedule, String message)
      throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("idle.yaml"),
            """
            sweep: idle
            seed: 7
            replicates: 3
            evaluations: 10
            workloads:
              pole:
                task: {environment: CartPole-v1}
                learner: {algorithm: LEARNER}
            perturbations:
              - family: stale-gradients
                magnitudes: [3]
                schedule: SCHEDULE
            """
                .replace("LEARNER", learner)
                .replace("SCHEDULE", schedule));

    assertThatThrownBy(() -> SweepConfig.read(file)).hasMessage(file + message);
  }

  @Test
  void aWholeNumberMayBeWrittenWithAnExponent() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("good.yaml"),
            GOOD.replace("steps: 1000", "steps: 1e3")
                .replace("batch-size: 32", "batch-size: 32.0"));
    Path plain = Files.writeString(directory.resolve("plain.yaml"), GOOD);

    assertThat(SweepConfig.read(file).runs()).isEqualTo(SweepConfig.read(plain).runs());
  }

  @Test
  void aMarkOfTheEncodingIsNoPartOfTheFile() throws IOException {
    Path file = Files.writeString(directory.resolve("marked.yaml"), "\uFEFF" + GOOD);

    assertThat(SweepConfig.read(file).sweep()).isEqualTo("small");
  }

  /** What would take long, or all memory, or the stack, is refused before it is looked at. */
  @Test
  @Timeout(20)
  void hostileFilesAreRefusedAtOnce() throws IOException {
    Path zero = Path.of("/dev/zero");
    assertThatThrownBy(() -> SweepConfig.read(zero))
        .hasMessage(
            "Cannot read /dev/zero: expected a YAML file of at most 1,048,576 bytes, found a longer"
                + " one; give the path of a sweep's configuration");
    Path file = directory.resolve("hostile.yaml");
    Files.writeString(file, GOOD + "#".repeat(1 << 20));
    assertThatThrownBy(() -> SweepConfig.read(file)).hasMessageContaining("found a longer one");
    for (String nested : new String[] {"[", "{a: ", "- "}) {
      Files.writeString(file, "sweep: " + nested.replace("- ", "\n") + nested.repeat(20_000));
      assertThatThrownBy(() -> SweepConfig.read(file))
          .hasMessageContaining(
              "expected at most 64 levels of lists and keys in each other, found more; remove some")
          .isInstanceOf(Mistake.class);
    }
    Files.writeString(file, "x".repeat(1_000_000) + ": 1\n" + GOOD);
    assertThatThrownBy(() -> SweepConfig.read(file))
        .isInstanceOf(Mistake.class)
        .message()
        .hasSizeLessThan(400);
    Files.writeString(file, "? " + "x".repeat(900_000) + "\n: 1\n" + GOOD);
    assertThatThrownBy(() -> SweepConfig.read(file))
        .hasMessage(
            file
                + ":1: expected a key of at most 200 characters, found one of 900,000 that begins"
                + " 'xxxxxxxxxxxxxxxxxxxx'; shorten it");
    Files.writeString(file, GOOD.replace("seed: 7", "seed: " + "7".repeat(900_000)));
    assertThatThrownBy(() -> SweepConfig.read(file))
        .hasMessage(
            file
                + ":2: seed: expected a value of at most 10,000 characters, found one of 900,000;"
                + " shorten it");
    Files.writeString(file, GOOD.replace("seed: 7", "seed: " + "7".repeat(9_000)));
    assertThatThrownBy(() -> SweepConfig.read(file))
        .hasMessageStartingWith(file + ":2: seed: expected a whole number, found '777");
  }

  /** Each list holds the one before nine times. */
  @Test
  @Timeout(20)
  void listsThatNameEachOtherAreRefused() throws IOException {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String before = "*a" + (i - 1);
      bomb.append(
          "a%d: &a%d [%s]%n".formatted(i, i, String.join(", ", Collections.nCopies(9, before))));
    }
    Path file = Files.writeString(directory.resolve("bomb.yaml"), bomb + GOOD);

    assertThatThrownBy(() -> SweepConfig.read(file))
        .hasMessage(file + ":2: a1[0]: expected a value, found the alias *a0; write the value out");
  }

  @Test
  void aNameWithALineBreakIsToldInOneLine() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("lines.yaml"),
            GOOD.replace("sweep: small", "sweep: \"two\\nlines \\e[31m\\u202E\""));

    assertThatThrownBy(() -> SweepConfig.read(file))
        .hasMessage(
            file
                + ":1: sweep: expected a name of letters, digits, - and _ (at most 100), found"
                + " 'two\\nlines \\u001b[31m\\u202e'; rename the sweep");
  }

  /** Of a workload whose directory could not be made when its runs are to be written. */
  @ParameterizedTest
  @ValueSource(strings = {"/", "\u65e5"})
  void aNameTooLongForADirectoryOnceItIsEscapedIsRefused(String letter) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("long.yaml"),
            GOOD.replace("spirals:", "\"%s\":".formatted(letter.repeat(100))));

    assertThatThrownBy(() -> SweepConfig.read(file))
        .isInstanceOf(Mistake.class)
        .hasMessageStartingWith(file + ":7: workloads.")
        .hasMessageContaining("expected a name of at most 246 bytes as part of a path, found 300")
        .hasMessageNotContaining("\n");
  }

  @Test
  void aFamilyThatDoesNotApplyIsNamedWithTheReason() throws IOException {
    String flips = GOOD.replace("gradient-noise", "reward-noise").replace("[0.5, 2]", "[0.5]");
    Path named = Files.writeString(directory.resolve("named.yaml"), flips);
    Path any =
        Files.writeString(
            directory.resolve("any.yaml"), flips.replace("    workloads: [spirals]\n", ""));

    assertThatThrownBy(() -> SweepConfig.read(named))
        .hasMessage(
            named
                + ":19: perturbations[0].workloads[0]: expected a workload that family reward-noise"
                + " applies to, found 'spirals': the family disturbs rewards, which learner"
                + " classification does not have; remove it");
    assertThatThrownBy(() -> SweepConfig.read(any))
        .hasMessage(
            any
                + ":16: perturbations[0].family: expected a family that applies to a workload,"
                + " found 'reward-noise', which disturbs rewards, and no workload has that (spirals"
                + " is learner classification); remove it or add such a workload");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL"
            + " [\"http://localhost/\"]]]]",
        "!!java.io.File [/tmp/made-by-a-tag]",
        "!<tag:yaml.org,2002:java.lang.ProcessBuilder> [touch, /tmp/made-by-a-tag]"
      })
  void aTagBuildsNoObjectOfJava(String value) throws IOException {
    Path file =
        Files.writeString(directory.resolve("tag.yaml"), GOOD.replace("{data: spirals}", value));

    assertThatThrownBy(() -> SweepConfig.read(file))
        .isInstanceOf(Mistake.class)
        .hasMessageStartingWith(file + ":8: workloads.spirals.task: expected")
        .hasMessageNotContaining("\n");
    assertThat(Path.of("/tmp/made-by-a-tag")).doesNotExist();
  }

  @Test
  void aMissingFileIsNamed() {
    Path file = directory.resolve("nowhere.yaml");

    assertThatThrownBy(() -> SweepConfig.read(file))
        .isInstanceOf(Mistake.class)
        .hasMessage(
            "Cannot read %s: there is no such file; give the path of a YAML file such as"
                + " conf/quickstart.yaml",
            file);
  }

  @Test
  void aDirectoryIsNoFile() {
    assertThatThrownBy(() -> SweepConfig.read(directory))
        .isInstanceOf(Mistake.class)
        .hasMessage(
            "Cannot read %s: it is a directory; give the path of a YAML file that you may read",
            directory);
  }

  @Test
  void aSecondDocumentIsNotIgnored() throws IOException {
    Path file = Files.writeString(directory.resolve("two.yaml"), GOOD + "---\nreplicates: 5\n");
    Path marked = Files.writeString(directory.resolve("one.yaml"), "---\n" + GOOD + "...\n");

    assertThatThrownBy(() -> SweepConfig.read(file))
        .isInstanceOf(Mistake.class)
        .hasMessage(
            "%s:21: expected one document, found another behind the line '---'; remove that line,"
                + " or make two files",
            file);
    assertThat(SweepConfig.read(marked).sweep()).isEqualTo("small");
  }

  @Test
  void anEmptyFileIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("empty.yaml"), "");

    assertThatThrownBy(() -> SweepConfig.read(file))
        .isInstanceOf(Mistake.class)
        .hasMessage(
            "%s:1: expected a configuration, found an empty file; see conf/quickstart.yaml", file);
  }
}
