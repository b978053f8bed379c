package org.hillock.stream.internal;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a writer could not bring into the log.
 *
 * @param writer its name in its claims
 * @param confirmed number of its last transaction that is known to be in the log, or -1
 * @param transactions in their order; the first may be in the log, and says so
 */
record Unwritten(String writer, long confirmed, List<Transaction> transactions) {
  Unwritten {
    transactions = List.copyOf(transactions);
  }

  /** Where its records go. */
  Set<String> topics() {
    return transactions.stream()
        .flatMap(transaction -> transaction.records().stream())
        .map(Outgoing::topic)
        .collect(Collectors.toSet());
  }

  /** Number of the last transaction. */
  long last() {
    return transactions.isEmpty() ? confirmed : transactions.get(transactions.size() - 1).number();
  }
}
