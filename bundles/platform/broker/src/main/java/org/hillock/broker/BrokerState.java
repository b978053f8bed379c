package org.hillock.broker;

/** What a broker is doing. */
public enum BrokerState {
  /** Its process was started and does not answer yet. */
  STARTING,
  /** Clients can connect. An outside cluster is always in this state, whether it answers or not. */
  READY,
  /** Its process ended by itself; it will be started again. */
  DOWN,
  /** It cannot be started, and waiting does not help; the detail says what would. */
  FAILED,
  /** The platform stopped it. */
  STOPPED
}
