package org.hillock.itests.faults;

/** Closes what a test started, all of it, whatever fails. */
final class Closing {
  private Closing() {}

  /** Closes those that are not null, in order; throws what failed first when all are closed. */
  static void all(AutoCloseable... parts) throws Exception {
    Exception failed = null;
    for (AutoCloseable part : parts) {
      try {
        if (part != null) {
          part.close();
        }
      } catch (Exception e) {
        failed = failed == null ? e : failed;
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
