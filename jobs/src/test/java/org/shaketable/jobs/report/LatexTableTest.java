package org.shaketable.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatexTableTest {
  @Test
  void numbersAreRoundedAndTextsAreNoCommands() {
    Result result =
        new Result(
            "SELECT",
            List.of("a_b", "n", "x", "list"),
            List.of(
                Arrays.asList("50% of {\\$}_^~&#<>", 1234567L, 0.123456, List.of(1, 2)),
                Arrays.asList(null, 0, 1.23456e-7, null),
                Arrays.asList("b", -3, -123456.7, List.of()),
                Arrays.asList("c", 4, 0.0, List.of("d"))));
    assertThat(LatexTable.of("A & B", "t-a", result))
        .isEqualTo(
            """
            %% \\usepackage{booktabs,longtable}
            \\begin{longtable}{lrrl}
            \\caption{A \\& B\\label{tab:t-a}}\\\\
            \\toprule
            a b & n & x & list \\\\
            \\midrule
            \\endhead
            50\\%% of \\{\\textbackslash{}\\$\\}\\_\\textasciicircum{}\\textasciitilde{}\\&\\#\\textless{}\\textgreater{} & $1234567$ & $0.1235$ & $1$, $2$ \\\\
            -- & $0$ & $1.235\\times10^{-7}$ & -- \\\\
            b & $-3$ & $-123500$ &  \\\\
            c & $4$ & $0$ & d \\\\
            \\bottomrule
            \\end{longtable}
            """
                .formatted());
  }
}
