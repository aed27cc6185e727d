package org.shaketable.jobs.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaketable.jobs.sweep.SmallSweep;
import org.shaketable.random.RandomStream;
import org.shaketable.training.run.RunSpec;

class CalibrationSeedsTest {
  /** What a replicate adds inside the bijection that makes its seed, see RandomStream. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private static final long MOST_REPLICATES = 1_000_000;

  static LongStream seeds() {
    return LongStream.concat(
        LongStream.of(0, 1, 7, -1, Long.MAX_VALUE, Long.MIN_VALUE), LongStream.range(1000, 3000));
  }

  private static final RunSpec ANY = SmallSweep.plan(SmallSweep.YAML).runs().get(0).spec();

  private static RunSpec run(long seed, int replicate) {
    return new RunSpec(ANY.workload(), ANY.stochasticity(), List.of(), seed, replicate);
  }

  /**
   * Seeds {@code mix(n + G (i + 1))} and {@code mix(m + G (j + 1))} are equal only where {@code (n
   * - m) / G = j - i} modulo 2^64.
   */
  @ParameterizedTest
  @MethodSource("seeds")
  void noReplicateOfASweepMeetsOneOfItsCalibration(long seed) {
    long n = RandomStream.nameKey(seed, "replicate");
    long m = RandomStream.nameKey(CalibrationSeeds.of(seed), "replicate");
    BigInteger modulus = BigInteger.ONE.shiftLeft(64);
    long inverse = BigInteger.valueOf(GOLDEN).modInverse(modulus).longValue();
    long apart = (n - m) * inverse;
    assertThat(apart > MOST_REPLICATES || apart < -MOST_REPLICATES).isTrue();
  }

  @ParameterizedTest
  @MethodSource("few")
  void theSeedsThemselvesDiffer(long seed) {
    Set<Long> seen = new HashSet<>();
    for (int replicate = 0; replicate < 1000; replicate++) {
      assertThat(seen.add(run(seed, replicate).replicateSeed())).isTrue();
      assertThat(seen.add(run(CalibrationSeeds.of(seed), replicate).replicateSeed())).isTrue();
    }
  }

  static LongStream few() {
    return LongStream.of(0, 1, 42);
  }
}
