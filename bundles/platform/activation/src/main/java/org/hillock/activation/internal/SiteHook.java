package org.hillock.activation.internal;

import java.util.ArrayList;
import java.util.List;
import org.hillock.api.activation.Delivery;
import org.hillock.api.model.Hook;
import org.hillock.api.tensor.Tensor;

/** The hook at one site for one call: lets interventions write, then copies. */
final class SiteHook implements Hook {
  private static final Delivery[] DELIVERIES = Delivery.values();

  private final SitePlan plan;
  private final CallHeader header;
  private final int rows;
  private final Staging[] staging = new Staging[DELIVERIES.length];
  private final boolean[] wrote;
  private List<String> touchedBy = List.of();

  SiteHook(SitePlan plan, CallHeader header, int rows) {
    this.plan = plan;
    this.header = header;
    this.rows = rows;
    this.wrote = new boolean[plan.interventions.length];
    for (Delivery delivery : DELIVERIES) {
      int every = plan.every(delivery);
      staging[delivery.ordinal()] = every == 0 ? null : new Staging(plan, header, rows, every);
    }
  }

  @Override
  public void emit(long firstStep, Tensor values, int[] validSteps) {
    check(values);
    for (int i = 0; i < wrote.length; i++) {
      wrote[i] |= plan.interventions[i].forward(firstStep, values);
    }
    if (header.firstStep < 0) {
      header.firstStep = firstStep;
    }
    for (Staging each : staging) {
      if (each != null) {
        each.take(firstStep, values, validSteps);
      }
    }
  }

  private void check(Tensor values) {
    boolean fits =
        values.dtype() == plan.spec.dtype()
            && values.rank() >= 2
            && values.dim(1) == rows
            && (long) values.dim(0) * rows * plan.units == values.size();
    if (!fits) {
      throw new IllegalArgumentException(
          "expected [time, "
              + rows
              + ", "
              + plan.units
              + " units] of "
              + plan.spec.dtype()
              + " at site "
              + plan.spec.name()
              + ", got "
              + values);
    }
  }

  /** Numbers the staged frames of one delivery and adds them; returns a bound of their bytes. */
  long collect(Delivery delivery, Numbers numbers, FrameList target) {
    Staging own = staging[delivery.ordinal()];
    return own == null ? 0 : own.collect(numbers.of(plan.spec.name()), touchedBy(), target);
  }

  private List<String> touchedBy() {
    int n = 0;
    for (boolean w : wrote) {
      n += w ? 1 : 0;
    }
    if (n != touchedBy.size()) {
      List<String> names = new ArrayList<>(n);
      for (int i = 0; i < wrote.length; i++) {
        if (wrote[i]) {
          names.add(plan.interventions[i].name());
        }
      }
      touchedBy = List.copyOf(names);
    }
    return touchedBy;
  }

  /** Makes it ready for another call. */
  void reset() {
    java.util.Arrays.fill(wrote, false);
    for (Staging each : staging) {
      if (each != null) {
        each.reset();
      }
    }
  }
}
