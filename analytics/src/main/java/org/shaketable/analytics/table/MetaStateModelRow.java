package org.shaketable.analytics.table;

import java.util.List;

/**
 * One row of the table {@code meta_state_models}: what was fitted for one configuration, beside its
 * nulls.
 */
@Table(
    name = "meta_state_models",
    row = "one configuration at one level of stochasticity",
    analysed = true)
public record MetaStateModelRow(
    @Embedded ControlKey control,
    @Column(meaning = "features of the model; with log_ before those taken on a log scale")
        List<String> features,
    @Column(meaning = "features left out because most evaluations lack them")
        List<String> missingFeatures,
    @Column(meaning = "features left out because they do not move") List<String> constantFeatures,
    @Column(meaning = "centre and scale of each feature at each evaluation") List<Scaling> scaling,
    @Column(meaning = "mean of each standardised feature over the rows") List<Double> mean,
    @Column(
            meaning =
                "standard deviation of each standardised feature over the rows, by which it is"
                    + " divided before components are taken")
        List<Double> standardDeviation,
    @Column(meaning = "components x features") List<List<Double>> loadings,
    @Column(meaning = "of the correlations, descending") List<Double> eigenvalues,
    @Column(meaning = "share of the variance of each component") List<Double> explainedVariance,
    @Column(meaning = "components kept, by parallel analysis") Integer components,
    @Column(meaning = "eigenvalues that chance alone gives") List<Double> parallelAnalysis,
    @Column(meaning = "share of the variance of each component of random walks")
        List<Double> nullRandomWalk,
    @Column(meaning = "the same of autoregressive series") List<Double> nullAr1,
    @Column(meaning = "the same of series with shuffled phases") List<Double> nullPhaseShuffled,
    @Column(meaning = "the same of series with shuffled times") List<Double> nullTimeShuffled,
    @Column(
            meaning =
                "how far the kept components of two halves of the runs span the same space, 0 to 1")
        double subspaceAgreement,
    @Column(meaning = "share of the variance on the components kept") double keptVariance,
    @Column(meaning = "how many directions share the variance, 1 to the number of features")
        double participationRatio,
    @Column(meaning = "lower end of its interval; null where there is none")
        double participationLower,
    @Column(meaning = "upper end of its interval; null where there is none")
        double participationUpper,
    @Column(meaning = "what each null makes of it") List<ParticipationNull> participationNulls,
    @Column(meaning = "p of random walks explaining as much by as many components")
        double randomWalkP,
    @Column(meaning = "the same of autoregressive series") double ar1P,
    @Column(meaning = "the same of series with shuffled phases") double phaseShuffledP,
    @Column(meaning = "the same of series with shuffled times") double timeShuffledP,
    @Column(meaning = "p of two random spaces agreeing as well as the two halves")
        double agreementP,
    @Column(
            meaning =
                "whether the meta-state is low-dimensional: confirmed where every p is below 0.01,"
                    + " refuted where even the upper end of the share lies less than 0.05 above"
                    + " the median draw of the null that explains most, of 60 runs or more, else"
                    + " undecided")
        String lowDimensional,
    @Column(meaning = "evaluations that the components rest on") Long rows,
    @Column(meaning = "clean calibration runs") Integer runs,
    @Column(meaning = "why there is no model; null where there is one") String reason) {

  /** How many directions share the variance of one null. */
  public record ParticipationNull(
      @Column(meaning = "random_walk, ar1, phase_shuffled or time_shuffled") String nullModel,
      @Column(meaning = "median of its draws") double participationRatio,
      @Column(meaning = "p of as few directions as the clean runs have") double p,
      @Column(
              meaning =
                  "share of runs that each move in fewer directions than 19 surrogates of"
                      + " themselves; one in twenty is chance")
          double runsNarrower,
      @Column(meaning = "runs that share is of") int runs) {}

  /** Centre and scale of each feature at one evaluation. */
  public record Scaling(
      @Column(meaning = "number of the evaluation") int evaluation,
      @Column(meaning = "median of each feature over clean runs") List<Double> centre,
      @Column(meaning = "1.4826 times their median absolute deviation") List<Double> scale) {}
}
