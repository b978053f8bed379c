package org.hillock.models.delays.internal;

/** Sees the results of each layer of a forward pass, and may change them. */
@FunctionalInterface
interface LayerWatcher {
  /**
   * A layer was computed.
   *
   * @param layer its index
   * @param layout of its rows
   * @param pass its results and membranes
   */
  void computed(int layer, Sequences layout, LayerPass pass);
}
