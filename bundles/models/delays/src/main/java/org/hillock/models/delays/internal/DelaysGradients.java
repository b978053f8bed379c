package org.hillock.models.delays.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hillock.api.model.InputException;
import org.hillock.api.model.Pass;
import org.hillock.api.tensor.Tensor;

/** The gradients of one backward pass. */
record DelaysGradients(NetworkParameters gradients, Tensor input, SiteRecord sites)
    implements Pass.Gradients {
  @Override
  public Map<String, Tensor> parameters() {
    Map<String, Tensor> trained = new LinkedHashMap<>();
    gradients
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (!name.endsWith(".SIG") && !name.contains(".running_")) {
                trained.put(name, tensor);
              }
            });
    return trained;
  }

  @Override
  public Tensor input(int index) {
    if (index != 0) {
      throw new InputException(DelaysCard.NAME, "expected input 0, got " + index);
    }
    return input;
  }

  @Override
  public Tensor site(String name) {
    return sites.gradient(name);
  }
}
