package org.hillock.stream.internal;

import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * What a producer gets when another one took its transactional id. It gets the same when the broker
 * gave up a transaction that stayed open too long, so the claims decide.
 */
final class Fencing {
  private Fencing() {}

  static boolean suspected(Throwable thrown) {
    return find(thrown) != null;
  }

  /** The simple name of the error that made it suspected. */
  static String name(Throwable thrown) {
    Throwable found = find(thrown);
    return found == null ? "" : found.getClass().getSimpleName();
  }

  private static Throwable find(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof ProducerFencedException
          || t instanceof InvalidTxnStateException
          || t instanceof InvalidProducerEpochException
          || t instanceof FencedInstanceIdException) {
        return t;
      }
    }
    return null;
  }
}
