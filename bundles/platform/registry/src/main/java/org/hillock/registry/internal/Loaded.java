package org.hillock.registry.internal;

import java.util.Set;
import org.hillock.api.model.Model;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.ModelFactory;
import org.hillock.api.registry.VersionId;

/**
 * A version in memory. Only the route table, slots of running calls and the version itself refer to
 * it, so that its class loader can go; whoever must remember it keeps its {@link #token}.
 */
final class Loaded {
  private final VersionId id;
  private final Model model;
  private final ModelCard card;
  private final Parts parts;
  private final Object token = new Object();
  private volatile boolean closed;

  Loaded(VersionId id, Model model, ModelCard card, Parts parts) {
    this.id = id;
    this.model = model;
    this.card = card;
    this.parts = parts;
  }

  VersionId id() {
    return id;
  }

  Model model() {
    return model;
  }

  ModelCard card() {
    return card;
  }

  ModelFactory factory() {
    return parts.factory();
  }

  Set<Object> owners() {
    return parts.owners();
  }

  Parts parts() {
    return parts;
  }

  /** Stands for this object where a reference to it would keep its classes. */
  Object token() {
    return token;
  }

  /** No call may start on it any more. */
  boolean closed() {
    return closed;
  }

  void close() {
    closed = true;
  }
}
