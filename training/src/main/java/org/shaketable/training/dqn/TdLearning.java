package org.shaketable.training.dqn;

import java.util.Arrays;

/** The loss of a batch of transitions under online and target parameters, and its gradient. */
final class TdLearning {
  private final Dqn settings;
  private final QFunction function;
  private final float[] target;
  private final double[] nextValues;
  private final double[] nextOnline;
  private final double[] values;
  private final double[] gradientByValues;
  final double[] targets;
  final double[] errors;

  /** Learning against {@code target}, the target network's parameters. */
  TdLearning(Dqn settings, QFunction function, float[] target) {
    this.settings = settings;
    this.function = function;
    this.target = target;
    int rows = settings.batchSize();
    int size = rows * function.choices();
    this.nextValues = new double[size];
    this.nextOnline = new double[size];
    this.values = new double[size];
    this.gradientByValues = new double[size];
    this.targets = new double[rows];
    this.errors = new double[rows];
  }

  /** Sets the targets of the batch's first {@code rows} transitions. */
  void aim(float[] online, Transitions batch, int rows) {
    function.values(target, batch.next, 0, rows, nextValues);
    double[] chooser = nextValues;
    if (settings.doubleDqn()) {
      function.values(online, batch.next, 0, rows, nextOnline);
      chooser = nextOnline;
    }
    TdLoss.targets(
        rows,
        function.choices(),
        settings.gamma(),
        batch.rewards,
        batch.dones,
        nextValues,
        chooser,
        targets);
  }

  /** Loss of transitions {@code [from, from + rows)} of the batch against their targets. */
  double loss(float[] online, Transitions batch, int from, int rows) {
    function.values(online, batch.observations, from * function.network.inputs(), rows, values);
    double[] actions = batch.actions;
    double[] aims = targets;
    if (from > 0) {
      actions = Arrays.copyOfRange(actions, from, from + rows);
      aims = Arrays.copyOfRange(targets, from, from + rows);
    }
    return TdLoss.loss(
        rows,
        function.choices(),
        settings.huberDelta(),
        values,
        actions,
        aims,
        errors,
        gradientByValues);
  }

  /** Writes the gradient of the last {@link #loss}. */
  void gradient(float[] online, int rows, float[] gradient) {
    function.backward(online, gradientByValues, rows, gradient);
  }
}
