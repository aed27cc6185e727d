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
import java.util.function.Predicate;
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
 * became one loop: a clean run, one with a floor of gradient noise, and one that every applicable
 * family shakes at once in the middle.
 *
 * <p>Hashes are the first 16 hex digits of SHA-256: of the course (status, message, step,
 * performance, loss, distances and parameters of each evaluation), of each evaluation's features by
 * name but for two, and of those two.
 */
class GoldenRunsTest {
  /** The features that are hashed apart. */
  private static final Set<Feature> APART =
      Set.of(Feature.GRADIENT_NOISE_SCALE, Feature.CRITICAL_SHARPNESS);

  private static final Map<String, String> GOLDEN =
      """
      blobs clean: bb626d5d99583327 304c9249e2198a5c 7cd9ce09365c95c3
      blobs floor: 40ae8308b461fd16 363e6e6633cecf7b b627c249afe1fe86
      blobs shaken: cde34f75a630a9fd 8076b28261d2b96d c418591121cc692b
      cartpole clean: 3956ff4fc713acf5 7a026b42e0bfc82a d146bfe45ea505f7
      cartpole floor: 349e68deac4095f6 440c8a42747f78cc 7ef918c62e6d0b15
      cartpole shaken: 08e87ba52254f84a e43a1f6a90144dd8 d5f0950692bd84aa
      pendulum clean: 3997784f3d510731 a0b09ae69774770f f558e1a7aad19b39
      pendulum floor: 91afe81d8a582d24 95541e24df6e894f b75af44ba642b3b2
      pendulum shaken: ef61a34708f5d1f5 b45a6cfbf31fcef0 5f7717ea5f2ebd2f
      cartpole-dqn clean: f09a5758a993324f 5c4046244d3404bc f69b5cbe5b0d8c5b
      cartpole-dqn floor: 31211c8334ef8de1 2c91a45478613df5 1d594d707305ca99
      cartpole-dqn shaken: 0c3ae2d0d1c05d0a e9fefca9efa4a189 6656b3a292014c34
      markov clean: cafd9c226c218510 7eddb9e2eaf3b383 80d35884b4412490
      markov floor: b21358f842d986b9 dc9efa5750970d15 351d6129772d2928
      markov shaken: 5c6cfd58d3bfa608 040fbfc87e53302c e6e4ff371f75bd90
      markov-fine clean: b5eb5028816b33d7 ab1bb6b0e628fd7d 839fb964410b20cf
      markov-fine floor: bfdc66aaec7858f4 ac8a5c58e17e2f2b fb4b252d95887547
      markov-fine shaken: 2165caa7ee921cd8 9863f7ac5d411153 ab463a62d0cc1dcc
      markov-reward clean: f8249da2e802cf8e 009e6c8a0e5c3dbe 5de744b4ec817f2e
      markov-reward floor: 8fd3bfaf7c5674c6 0a9d8fed55112c1f 401c23e07d0b2082
      markov-reward shaken: 524f288757f36689 3407154998114005 e1e1af72daff240b
      cartpole-normalised clean: 243ff93f2aa0be2a 51370052901709b9 42f01ec7a3636498
      cartpole-normalised floor: 8cc2e34b833a442e a2009f320e59d196 1a5c369a6a5a9bcd
      cartpole-normalised shaken: d516ab32578681bd 3dac7e65de97aa9e f4b3cc2332db6bd7
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
    String apart = features(run, APART::contains);
    String others = features(run, feature -> !APART.contains(feature));
    assertThat(String.join(" ", course(run, parameters), others, apart))
        .isEqualTo(GOLDEN.get(sample.name()));
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

  private static String features(Run run, Predicate<Feature> which) {
    return hash(
        run.trajectory().stream()
            .map(evaluation -> text(evaluation.measurement().features(), which)));
  }

  private static String text(Features features, Predicate<Feature> which) {
    return Stream.of(Feature.values())
        .filter(which)
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
