package org.hillock.broker;

/**
 * What is known of a broker at one moment. Holds no secret.
 *
 * @param state what it is doing
 * @param embedded whether it is a process of this platform
 * @param bootstrapServers address for clients, {@code host:port[,host:port]}
 * @param pid process id of a broker process that runs, else 0
 * @param restarts how often the process was started again after it had ended by itself
 * @param detail one line for a person
 * @param shortage empty, or one line that says what it lacks to take more records: its folder, what
 *     is free there and what is needed. Whoever can wait with writing waits then; what was taken
 *     before is still written
 */
public record BrokerStatus(
    BrokerState state,
    boolean embedded,
    String bootstrapServers,
    long pid,
    int restarts,
    String detail,
    String shortage) {
  /** A status without a shortage. */
  public BrokerStatus(
      BrokerState state,
      boolean embedded,
      String bootstrapServers,
      long pid,
      int restarts,
      String detail) {
    this(state, embedded, bootstrapServers, pid, restarts, detail, "");
  }
}
