package org.hillock.activation.internal;

import java.util.List;
import org.hillock.api.model.ModelCard;
import org.hillock.api.registry.ModelInfo;
import org.hillock.api.registry.Registry;
import org.hillock.api.registry.RegistryException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Tells the taps which models and sites there are. A component of its own, since the registry needs
 * the recorders.
 */
@Component(
    service = {},
    immediate = true)
public final class RegistryCards implements CardSource {
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile Registry registry;

  private final ActivationComponent activations;

  @Activate
  public RegistryCards(@Reference ActivationComponent activations) {
    this.activations = activations;
    activations.cards(this);
  }

  @Deactivate
  void deactivate() {
    activations.cards(CardSource.NONE);
  }

  @Override
  public List<String> models() {
    Registry now = registry;
    return now == null ? List.of() : now.models().stream().map(ModelInfo::name).toList();
  }

  @Override
  public ModelCard card(String model) {
    Registry now = registry;
    try {
      return now == null ? null : now.model(model).live().map(now::card).orElse(null);
    } catch (RegistryException e) {
      return null;
    }
  }
}
