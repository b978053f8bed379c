package org.hillock.contract;

import java.util.ArrayList;
import java.util.List;
import org.hillock.api.model.Hook;
import org.hillock.api.model.Hooks;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.tensor.Tensor;

/** Hooks on all sites that keep what a call emitted. */
final class Emitted implements Hooks {
  /** Values of some steps of one site. */
  record Values(int site, long firstStep, Tensor values) {}

  private final ModelCard card;
  private final int batch;
  private final List<Values> all = new ArrayList<>();

  Emitted(ModelCard card, int batch) {
    this.card = card;
    this.batch = batch;
  }

  @Override
  public Hook at(int site) {
    return (firstStep, values, validSteps) -> keep(site, firstStep, values, validSteps);
  }

  List<Values> all() {
    return all;
  }

  private void keep(int site, long firstStep, Tensor values, int[] validSteps) {
    SiteSpec spec = card.sites().get(site);
    boolean fits =
        values.dtype() == spec.dtype()
            && values.rank() == 2 + spec.axes().size()
            && values.dim(1) == batch
            && values.size() == values.dim(0) * batch * spec.units();
    Claims.that(
        fits,
        "expected [time, %d, %s] at site %s, got %s",
        batch,
        spec.axes(),
        spec.name(),
        values);
    Claims.that(
        validSteps == null || validSteps.length >= batch,
        "expected valid steps for %d rows at site %s",
        batch,
        spec.name());
    all.add(new Values(site, firstStep, values.copy()));
  }
}
