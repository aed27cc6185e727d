package org.shaketable.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void eachFigureIsDrawnByTheScriptThatItNames() {
    assertThat(Figures.ALL)
        .allSatisfy(
            figure ->
                assertThat(PageTemplate.resource("js/" + figure.script() + ".js"))
                    .contains("\nfigure('%s', ".formatted(figure.id())));
  }

  @Test
  void noTwoFiguresHaveOneId() {
    assertThat(Figures.ALL).extracting(Figure::id).doesNotHaveDuplicates();
  }
}
