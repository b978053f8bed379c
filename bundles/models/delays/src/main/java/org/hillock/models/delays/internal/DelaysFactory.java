package org.hillock.models.delays.internal;

import java.util.Map;
import java.util.Set;
import org.hillock.api.model.Checkpoint;
import org.hillock.api.model.InputException;
import org.hillock.api.model.Model;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.ModelFactory;
import org.osgi.service.component.annotations.Component;

/** Makes networks from checkpoints: settings give the sizes, tensors the parameters. */
@Component(property = ModelFactory.FACTORY + "=" + DelaysCard.NAME)
public final class DelaysFactory implements ModelFactory {
  @Override
  public Model create(Checkpoint checkpoint) {
    DelaySettings settings = DelaySettings.from(checkpoint::setting);
    NetworkParameters parameters = NetworkParameters.from(settings, checkpoint);
    Set<String> known = parameters.tensors().keySet();
    for (String name : checkpoint.parameters().keySet()) {
      if (!known.contains(name)) {
        throw new InputException(
            DelaysCard.NAME, "expected parameters " + known + ", got the unknown " + name);
      }
    }
    ModelCard stored = checkpoint.card();
    String name = stored == null ? DelaysCard.NAME : stored.name();
    ModelCard card = DelaysCard.draft(name, parameters);
    if (stored == null || stored.example() == null) {
      card = DelaysCard.withExample(card, parameters, DelaysCard.noise(settings));
    } else {
      card = card.toBuilder().example(stored.example()).build();
    }
    Map<String, String> provenance = stored == null ? Map.of() : stored.provenance();
    return new DelaysModel(parameters, card.toBuilder().provenance(provenance).build());
  }
}
