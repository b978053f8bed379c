package org.hillock.registry.internal.shadow;

/** Something that waits for the thread of a shadow. */
interface Item {
  void run(Runner runner);
}
