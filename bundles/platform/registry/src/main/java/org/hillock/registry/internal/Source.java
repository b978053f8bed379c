package org.hillock.registry.internal;

/** Where code and parameters of a version come from. */
public interface Source {
  /** For people: a file's name, a configuration's PID or a bundle's location. */
  String describe();

  /**
   * Gets code and parameters, installing and starting what is needed. May be called again after the
   * parts were released, and also before.
   *
   * @throws LoadFailure one line that says why it cannot
   */
  Parts load() throws LoadFailure;
}
