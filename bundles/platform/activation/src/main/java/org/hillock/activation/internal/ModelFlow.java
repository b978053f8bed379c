package org.hillock.activation.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Tap;
import org.hillock.api.model.ModelCard;

/** Taps, interventions and outlets of one model name. */
final class ModelFlow {
  private final String model;
  private final Outlet live;
  private final Outlet lossless;

  /** Guarded by this. */
  private final Map<String, Tap> taps = new TreeMap<>();

  /** Guarded by this. */
  private final List<InterventionRef> interventions = new ArrayList<>();

  /** Durable sessions; guarded by this. */
  private int durable;

  /** Guarded by this. */
  private int maxFrameBytes = Integer.MAX_VALUE;

  private volatile Wanted wanted = Wanted.NOTHING;
  private volatile ModelCard card;

  ModelFlow(String model) {
    this.model = model;
    this.live = new Outlet(model, Delivery.LIVE);
    this.lossless = new Outlet(model, Delivery.LOSSLESS);
  }

  String model() {
    return model;
  }

  Wanted wanted() {
    return wanted;
  }

  Outlet outlet(Delivery delivery) {
    return delivery == Delivery.LIVE ? live : lossless;
  }

  /** The card of the version that was called last, or null. */
  ModelCard card() {
    return card;
  }

  void seen(ModelCard newCard) {
    card = newCard;
  }

  synchronized List<Tap> taps() {
    return List.copyOf(taps.values());
  }

  synchronized boolean wants(Delivery delivery) {
    return delivery == Delivery.LOSSLESS && durable > 0
        || taps.values().stream().anyMatch(t -> t.delivery() == delivery);
  }

  /** Counts a durable session in or out: its states need the lossless way, taps or not. */
  synchronized void durable(int more) {
    durable += more;
    endWait();
  }

  private void endWait() {
    if (lossless.awaiting() && !wants(Delivery.LOSSLESS)) {
      lossless.waitNoMore();
    }
  }

  synchronized void add(Tap tap) {
    taps.put(tap.name(), tap);
    recompute();
  }

  synchronized boolean remove(String tap) {
    boolean removed = taps.remove(tap) != null;
    endWait();
    recompute();
    return removed;
  }

  synchronized void add(InterventionRef intervention) {
    interventions.add(intervention);
    interventions.sort(
        Comparator.comparingInt(InterventionRef::ranking)
            .reversed()
            .thenComparingLong(InterventionRef::id));
    recompute();
  }

  synchronized void remove(InterventionRef intervention) {
    interventions.remove(intervention);
    recompute();
  }

  /** A channel or the transport's limit has changed. */
  synchronized void transportChanged(int newMaxFrameBytes) {
    maxFrameBytes = newMaxFrameBytes;
    recompute();
  }

  private void recompute() {
    List<Tap> served = taps.values().stream().filter(t -> outlet(t.delivery()).serves()).toList();
    boolean nothing = served.isEmpty() && interventions.isEmpty();
    Wanted next =
        nothing ? Wanted.NOTHING : new Wanted(served, List.copyOf(interventions), maxFrameBytes);
    if (!next.equals(wanted)) {
      wanted = next;
    }
  }
}
