package org.hillock.api.model;

import java.util.Map;
import org.hillock.api.tensor.Tensor;
import org.osgi.annotation.versioning.ConsumerType;

/** One forward pass with what its backward pass needs. Used by one thread; backward runs once. */
@ConsumerType
public interface Pass {
  /** The outputs, owned by the pass. */
  Outputs outputs();

  /** The state after the last step. */
  State state();

  /**
   * Gradients for a cotangent of the outputs.
   *
   * @param cotangents in the order of the card's outputs, each of that output's shape
   */
  Gradients backward(Tensor... cotangents);

  /**
   * Gradients of a scalar loss; a name that the model does not know throws {@link InputException}.
   */
  interface Gradients {
    /**
     * By parameter name, in the order of {@link Model#parameters()}; untrained parameters are
     * absent.
     */
    Map<String, Tensor> parameters();

    /** With respect to input {@code index}. */
    Tensor input(int index);

    /** With respect to the values that a site emitted. */
    Tensor site(String name);
  }
}
