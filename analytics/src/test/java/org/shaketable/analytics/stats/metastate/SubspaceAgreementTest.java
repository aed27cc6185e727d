package org.shaketable.analytics.stats.metastate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SubspaceAgreementTest {
  private static final double[][] ALONG_X = {{4, 0, 0}, {0, 2, 0}, {0, 0, 1}};
  private static final double[][] ALONG_Y = {{2, 0, 0}, {0, 4, 0}, {0, 0, 1}};

  @Test
  void theSameSpaceAgreesWhollyWhateverItsScale() {
    double[][] larger = {{40, 0, 0}, {0, 20, 0}, {0, 0, 10}};
    assertThat(SubspaceAgreement.of(ALONG_X, larger, 1)).isEqualTo(1);
    assertThat(SubspaceAgreement.of(ALONG_X, larger, 2)).isEqualTo(1);
  }

  @Test
  void perpendicularSpacesDoNotAgreeAndTheSamePlaneDoesInAnyOrder() {
    assertThat(SubspaceAgreement.of(ALONG_X, ALONG_Y, 1)).isEqualTo(0);
    assertThat(SubspaceAgreement.of(ALONG_X, ALONG_Y, 2)).isEqualTo(1);
  }

  @Test
  void anAngleCountsWithTheSquareOfItsCosine() {
    double c = Math.cos(0.3);
    double s = Math.sin(0.3);
    // diag(4, 2) turned by 0.3 radians.
    double[][] turned = {
      {4 * c * c + 2 * s * s, 2 * c * s, 0}, {2 * c * s, 4 * s * s + 2 * c * c, 0}, {0, 0, 1}
    };
    assertThat(SubspaceAgreement.of(ALONG_X, turned, 1)).isCloseTo(c * c, within(1e-12));
    assertThat(SubspaceAgreement.of(turned, ALONG_X, 1)).isCloseTo(c * c, within(1e-12));
  }

  @Test
  void everyDirectionIsTheWholeSpaceAndNoneIsNothing() {
    assertThat(SubspaceAgreement.of(ALONG_X, ALONG_Y, 7)).isEqualTo(1);
    assertThat(SubspaceAgreement.of(ALONG_X, ALONG_Y, 0)).isNaN();
    assertThat(SubspaceAgreement.of(ALONG_X, new Comoments(3).covariance(), 1)).isNaN();
  }
}
