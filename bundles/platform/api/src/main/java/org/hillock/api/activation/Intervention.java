package org.hillock.api.activation;

import org.hillock.api.tensor.Tensor;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Changes activations at one site while a model runs; a service with the properties {@link #MODEL}
 * and {@link #SITE}. Called by the threads that run calls, several at once.
 */
@ConsumerType
public interface Intervention {
  /** Service property: name of the model. */
  String MODEL = "hillock.model";

  /** Service property: name of the site. */
  String SITE = "hillock.site";

  /** Service property: name of this intervention, told in every frame that it touched. */
  String NAME = "hillock.intervention";

  /**
   * Writes into {@code values}, {@code [time, batch, site axes...]}; steps count as the state's do.
   */
  void forward(long firstStep, Tensor values);

  /**
   * Changes the gradient in place on its way back. By default it stops where values were replaced.
   *
   * @param before values that came in
   * @param after values that went on
   * @param gradient with respect to {@code after}; on return with respect to {@code before}
   */
  default void backward(Tensor before, Tensor after, Tensor gradient) {
    for (int i = 0; i < gradient.size(); i++) {
      if (before.get(i) != after.get(i)) {
        gradient.set(i, 0);
      }
    }
  }
}
