package org.shaketable.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.Families;
import org.shaketable.perturbation.Family;
import org.shaketable.perturbation.Perturbation;
import org.shaketable.schedule.Moment;
import org.shaketable.schedule.Schedule;
import org.shaketable.training.ppo.Ppo;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Features;
import org.shaketable.training.workload.Settings;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Workload;

/**
 * Runs of every learner have the bits that they had at commit fcb7030, before the learners' updates
 * became one loop, those of regression the ones that they had when it was new: a clean run, one
 * with a floor of gradient noise, and one that every applicable family shakes at once in the
 * middle.
 *
 * <p>Hashes are the first 16 hex digits of SHA-256: of the course (status, message, step,
 * performance, loss, distances and parameters of each evaluation), and of those features of each
 * evaluation, by name, whose definition is what it was.
 */
class GoldenRunsTest {
  /** Features that are defined otherwise since, and the one that is new. */
  private static final Set<Feature> CHANGED =
      Set.of(
          Feature.LOG_GRADIENT_NOISE,
          Feature.LOG_GRADIENT_SIGNAL,
          Feature.CRITICAL_SHARPNESS,
          Feature.RESIDUAL_VARIANCE,
          Feature.RESIDUAL_KURTOSIS,
          Feature.RECOVERY_RATE);

  private static final Map<String, String> GOLDEN =
      """
      blobs clean: bb626d5d99583327 01e87e92c58dc636
      blobs floor: 40ae8308b461fd16 3c76fb96511dada5
      blobs shaken: cde34f75a630a9fd 41c6907f4063e289
      rents clean: d8e36af7b3033ab6 a27cf7c6f6510552
      rents floor: 6004ef96b050e59d 012e74fdc6d0cc60
      rents shaken: 38e836191670d328 200f3e1157c6fa89
      cartpole clean: 3956ff4fc713acf5 bd799e81954c648e
      cartpole floor: 349e68deac4095f6 15e679067fca0c62
      cartpole shaken: 08e87ba52254f84a 6ea0bc2d47c21d22
      pendulum clean: 3997784f3d510731 d0e1047681b1d0a3
      pendulum floor: 91afe81d8a582d24 1a717c99d61f9dbf
      pendulum shaken: ef61a34708f5d1f5 974f977edbea14fe
      cartpole-dqn clean: f09a5758a993324f 0b6ff679c9effd57
      cartpole-dqn floor: 31211c8334ef8de1 506c6db5d0b2522a
      cartpole-dqn shaken: 0c3ae2d0d1c05d0a 3319a239a617bebd
      markov clean: cafd9c226c218510 8bf88d7f26d1ae67
      markov floor: b21358f842d986b9 f792db1d47907472
      markov shaken: 5c6cfd58d3bfa608 db9ea2b9efcc7ee6
      markov-fine clean: b5eb5028816b33d7 fb020591f78799b3
      markov-fine floor: bfdc66aaec7858f4 451ceded60d44c05
      markov-fine shaken: 2165caa7ee921cd8 59c8233f3d26a6de
      markov-reward clean: f8249da2e802cf8e bd9a449b53426994
      markov-reward floor: 8fd3bfaf7c5674c6 65dd8e62a95dee95
      markov-reward shaken: 524f288757f36689 2a3f62d90aee68c3
      cartpole-normalised clean: 243ff93f2aa0be2a 8147f73fd7f14bf0
      cartpole-normalised floor: 8cc2e34b833a442e 4d473ae0e229be1f
      cartpole-normalised shaken: d516ab32578681bd 57765ec521f4a408
      """
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .map(line -> line.split(": ", 2))
          .collect(Collectors.toMap(line -> line[0], line -> line[1]));

  private record Sample(String name, RunSpec spec) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Sample> samples() {
    return Stream.concat(Workloads.all().stream(), Stream.of(normalised()))
        .flatMap(GoldenRunsTest::samples);
  }

  /** PPO with what its standard settings leave off. */
  private static Workload normalised() {
    Workload plain = Workloads.cartPole();
    Map<String, Object> settings = new HashMap<>();
    settings.putAll(Map.of("total-timesteps", 640L, "num-envs", 2, "num-steps", 16));
    settings.putAll(Map.of("norm-obs", true, "norm-reward", true, "anneal-clip-coef", true));
    settings.putAll(Map.of("bootstrap-truncated", true, "target-kl", 0.001));
    Ppo learner = Settings.of(Ppo.class, settings);
    return new Workload("cartpole-normalised", plain.engine(), plain.task(), learner, 10);
  }

  private static Stream<Sample> samples(Workload workload) {
    Stochasticity floor = new Stochasticity(Stochasticity.Kind.GRADIENT_NOISE_FLOOR, 0.1);
    return Stream.of(
        new Sample(workload.name() + " clean", spec(workload, Stochasticity.NONE, List.of())),
        new Sample(workload.name() + " floor", spec(workload, floor, List.of())),
        new Sample(workload.name() + " shaken", spec(workload, floor, shaken(workload))));
  }

  private static RunSpec spec(Workload workload, Stochasticity level, List<Exposure> exposures) {
    return new RunSpec(workload, level, exposures, 5, 2);
  }

  private static List<Exposure> shaken(Workload workload) {
    Schedule middle = new Schedule.Pulse(Moment.parse("40%"), Moment.parse("30%"));
    return Families.all().stream()
        .filter(entry -> entry.family().appliesTo(workload.learner().surfaces()))
        .filter(entry -> !entry.family().name().equals("initial-scale"))
        .map(entry -> new Exposure(perturbation(entry), middle))
        .toList();
  }

  private static Perturbation perturbation(Families.Entry entry) {
    Family family = entry.family();
    double magnitude = family.largest() <= 1 ? 0.05 : family.unit().equals("steps") ? 2 : 0.1;
    return (Perturbation)
        Settings.of(entry.type().asSubclass(Record.class), Map.of("magnitude", magnitude));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aRunHasTheBitsItAlwaysHad(Sample sample) {
    List<String> parameters = new ArrayList<>();
    Observer observer = (evaluation, trainee) -> parameters.add(hash(trainee.parameters()));
    RunSpec spec = sample.spec();
    Run run = spec.clean() ? Twin.of(spec, observer).run() : Twin.of(spec).train(spec, observer);
    assertThat(run.status()).as(run.message()).isNotEqualTo(Status.FAILED);
    assertThat(course(run, parameters) + " " + features(run)).isEqualTo(GOLDEN.get(sample.name()));
  }

  private static String course(Run run, List<String> parameters) {
    Stream<String> end =
        Stream.of(run.status().toString(), run.message(), Long.toString(run.steps()));
    Stream<String> rows = run.trajectory().stream().map(GoldenRunsTest::row);
    return hash(Stream.of(end, rows, parameters.stream()).flatMap(lines -> lines));
  }

  private static String row(Evaluation evaluation) {
    return Stream.of(
            (double) evaluation.step(),
            evaluation.measurement().performance(),
            evaluation.measurement().loss(),
            evaluation.parameterDistance(),
            evaluation.functionDistance())
        .map(GoldenRunsTest::bits)
        .collect(Collectors.joining(" "));
  }

  private static String features(Run run) {
    return hash(
        run.trajectory().stream().map(evaluation -> text(evaluation.measurement().features())));
  }

  private static String text(Features features) {
    return Stream.of(Feature.values())
        .filter(feature -> !CHANGED.contains(feature))
        .sorted(Comparator.comparing(Feature::column))
        .map(feature -> feature.column() + "=" + bits(features.value(feature)))
        .collect(Collectors.joining(" "));
  }

  private static String bits(double value) {
    return Long.toHexString(Double.doubleToLongBits(value));
  }

  private static String hash(float[] parameters) {
    return hash(
        IntStream.range(0, parameters.length)
            .mapToObj(i -> Integer.toHexString(Float.floatToIntBits(parameters[i]))));
  }

  private static String hash(Stream<String> lines) {
    try {
      byte[] text = lines.collect(Collectors.joining("\n")).getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
