package org.hillock.broker;

/** What a broker is doing. */
public enum BrokerState {
  /**
   * Its process was started and does not answer yet; or nobody has asked an outside cluster yet.
   */
  STARTING,
  /** Clients can connect; an outside cluster answered when it was asked last. */
  READY,
  /**
   * Its process ended by itself and will be started again; or an outside cluster does not answer or
   * refuses this platform, and will be asked again. The detail says why.
   */
  DOWN,
  /** It cannot be started, and waiting does not help; the detail says what would. */
  FAILED,
  /** The platform stopped it. */
  STOPPED
}
