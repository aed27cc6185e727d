package org.shaketable.training.ppo;

/**
 * Generalised advantage estimation (Schulman et al., arXiv 1506.02438), backwards over the steps of
 * one roll-out.
 *
 * <pre>
 * delta[t] = r[t] + gamma V[t+1] (1 - done[t+1]) - V[t]
 * A[t]     = delta[t] + gamma lambda (1 - done[t+1]) A[t+1]
 * returns  = A + V
 * </pre>
 */
final class Gae {
  private Gae() {}

  /**
   * Writes advantages and returns, {@code [steps x environments]}.
   *
   * @param rewards {@code [steps x environments]}
   * @param values the value of each observation, {@code [steps + 1 x environments]}
   * @param dones whether the episode had ended just before the observation: 1 or 0, {@code [steps +
   *     1 x environments]}
   */
  static void compute(
      int steps,
      int environments,
      double gamma,
      double lambda,
      double[] rewards,
      double[] values,
      double[] dones,
      double[] advantages,
      double[] returns) {
    int batch = steps * environments;
    for (int i = batch - 1; i >= 0; i--) {
      double going = 1 - dones[i + environments];
      double later = i + environments < batch ? advantages[i + environments] : 0;
      double delta = rewards[i] + gamma * values[i + environments] * going - values[i];
      advantages[i] = delta + gamma * lambda * going * later;
      returns[i] = advantages[i] + values[i];
    }
  }
}
