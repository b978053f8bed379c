package org.hillock.activation.internal;

import org.hillock.api.model.ModelCard;

/** What happens at each site of a version; made once for each pair of wishes and card. */
final class Plan {
  final Wanted wanted;
  final ModelCard card;

  /** By index in the card's sites; null where nothing happens. */
  final SitePlan[] sites;

  Plan(Wanted wanted, ModelCard card) {
    this.wanted = wanted;
    this.card = card;
    this.sites = new SitePlan[card.sites().size()];
    for (int i = 0; i < sites.length; i++) {
      SitePlan plan = new SitePlan(card.sites().get(i), wanted);
      sites[i] = plan.isEmpty() ? null : plan;
    }
  }

  boolean fits(Wanted now, ModelCard cardNow) {
    return wanted == now && card == cardNow;
  }
}
