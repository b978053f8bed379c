package org.hillock.registry.internal;

import java.util.concurrent.ThreadFactory;

/** Makes daemon threads of one name. */
public final class DaemonThreads {
  private DaemonThreads() {}

  public static ThreadFactory named(String name) {
    return work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      thread.setContextClassLoader(DaemonThreads.class.getClassLoader());
      return thread;
    };
  }
}
