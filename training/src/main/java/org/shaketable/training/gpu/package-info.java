/**
 * Many runs at once on one GPU, with the bits of the vector engine: the driver ({@link
 * org.shaketable.training.gpu.Gpu}, libcuda through JNA), and a {@link
 * org.shaketable.training.gpu.Cohort} of runs of one {@link org.shaketable.training.gpu.Shape},
 * whose parameters stay in the device's memory while a launch advances all of them by some updates.
 *
 * <p>What the runs' own draws and settings decide before an update is a {@link
 * org.shaketable.training.gpu.RunPlan} of each, made by the learner on the JVM; the kernel ({@code
 * src/main/cuda}) does what needs parameters or gradients. Knows networks, optimizers and what a
 * perturbation does to a vector; no learner but the names of their kernels.
 */
package org.shaketable.training.gpu;
