package org.shaketable.training.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramBenchTest {
  @TempDir Path directory;

  @Test
  void aProgramIsTimedAloneAndAudited() {
    ProgramBench bench = ProgramBench.in(directory, 1);
    ProgramBench.Plain plain;
    try {
      plain = bench.plain();
    } catch (IllegalStateException e) {
      assertThat(e).hasMessageContaining("No module named 'numpy'");
      abort("No python3 of this machine has NumPy: install python3-numpy");
      return;
    }
    assertThat(plain.startAlone().median()).isPositive();
    assertThat(plain.startAudited().median()).isPositive();
    assertThat(plain.stepAlone().median()).isBetween(0.1, 1000.0);
    assertThat(plain.stepAudited().median()).isBetween(0.1, 1000.0);

    ProgramBench.Inside inside = bench.inside(10_000);
    assertThat(inside.parameters()).isEqualTo(10_000);
    assertThat(inside.copies().median()).isPositive();
    assertThat(inside.hook().median()).isGreaterThan(plain.stepAudited().median());
    assertThat(inside.noise().median()).isPositive();
    assertThat(inside.ratio().median()).isPositive();
  }
}
