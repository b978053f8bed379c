package org.hillock.registry.internal;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Set;
import org.hillock.api.model.Checkpoint;
import org.hillock.api.model.ModelFactory;

/** What a version is made of, while it is loaded. */
public interface Parts {
  ModelFactory factory();

  Checkpoint checkpoint();

  /** What must keep running under it: bundles of its wiring and its services. */
  Set<Object> owners();

  /** Gives up the references only; the code may be about to stop. Does not block. */
  void letGo();

  /** Gives up what did not pass; unloads the code unless others changed it or it is in use. */
  default void discard() {
    release();
  }

  /** Gives up the references and unloads the code where nothing else uses it. */
  Released release();

  /**
   * What became of the code.
   *
   * @param stopped it runs no more
   * @param unreferenced nothing of it is held by registry and framework
   * @param loaders its class loaders
   */
  record Released(
      boolean stopped, boolean unreferenced, List<WeakReference<ClassLoader>> loaders) {}
}
