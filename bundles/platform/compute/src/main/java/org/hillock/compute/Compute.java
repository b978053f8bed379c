package org.hillock.compute;

import org.hillock.compute.internal.Choice;

/**
 * Chooses the provider of kernels: once for the life of this class, vector instructions if the
 * virtual machine has the module {@code jdk.incubator.vector}, else plain Java.
 *
 * <p>The system property {@code hillock.compute} with the value {@code plain} asks for plain Java.
 * Static methods are safe for any thread; what they return belongs to one thread at a time.
 */
public final class Compute {
  private Compute() {}

  /** New kernels of the chosen provider for the calling thread alone. */
  public static Kernels kernels() {
    return kernels(Workers.single());
  }

  /** New kernels of the chosen provider that share their work among {@code workers}. */
  public static Kernels kernels(Workers workers) {
    return Choice.made().provider().create(workers);
  }

  /** New kernels of the reference provider in plain Java. */
  public static Kernels plain(Workers workers) {
    return Choice.plain().create(workers);
  }

  /** Name of the chosen provider: {@code plain} or {@code vector}. */
  public static String provider() {
    return Choice.made().provider().name();
  }

  /** One line: the chosen provider and the reason. */
  public static String describe() {
    return Choice.made().description();
  }
}
