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
 */
public record BrokerStatus(
    BrokerState state,
    boolean embedded,
    String bootstrapServers,
    long pid,
    int restarts,
    String detail) {}
