package org.hillock.activation.internal;

import java.util.List;
import org.hillock.api.model.ModelCard;
import org.hillock.api.registry.ModelInfo;
import org.hillock.api.registry.Registry;
import org.hillock.api.registry.UnknownModelException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells the taps which models and sites there are. A component of its own, since the registry needs
 * the recorders.
 */
@Component(
    service = {},
    immediate = true)
public final class RegistryCards implements CardSource {
  private final ActivationComponent activations;
  private final Registry registry;

  @Activate
  public RegistryCards(@Reference ActivationComponent activations, @Reference Registry registry) {
    this.activations = activations;
    this.registry = registry;
    activations.cards(this);
  }

  @Deactivate
  void deactivate() {
    activations.cards(CardSource.NONE);
  }

  @Override
  public List<String> models() {
    return registry.models().stream().map(ModelInfo::name).toList();
  }

  @Override
  public ModelCard card(String model) {
    try {
      return registry.model(model).live().map(registry::card).orElse(null);
    } catch (UnknownModelException e) {
      return null;
    }
  }
}
