/**
 * Spiking networks with learned delays (Hammouamri, Khalfaoui-Hassani and Masquelier, "Learning
 * Delays in Spiking Neural Networks using Dilated Convolutions with Learnable Spacings", ICLR 2024,
 * arXiv 2306.17670).
 *
 * <p>Two engines share one set of parameters: {@link
 * org.hillock.models.delays.internal.NetworkPass} runs whole sequences forward and backward with
 * kernels of any form, and {@link org.hillock.models.delays.internal.DelaysModel} serves calls step
 * by step with whole delays. Neither is thread-safe by itself; a model may be shared, since all
 * that a call changes is in its state. Nothing is null unless a method says so.
 */
package org.hillock.models.delays.internal;
