package org.hillock.itests.faults;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Starts processes that never outlive this one, and sends them signals. */
final class Processes {
  private static final Set<ProcessHandle> ALL = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Processes::killAll, "hillock-faults-kill"));
  }

  private Processes() {}

  static Process start(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    ALL.add(process.toHandle());
    return process;
  }

  /** Has a child of a child killed as well when this process ends. */
  static void watch(ProcessHandle process) {
    ALL.add(process);
  }

  /** SIGKILL, and waits for the end. */
  static void kill(ProcessHandle process) throws Exception {
    process.destroyForcibly();
    process.onExit().get(Await.LIMIT.toSeconds(), TimeUnit.SECONDS);
    ALL.remove(process);
  }

  /** Sends a signal such as {@code STOP}. */
  static void signal(ProcessHandle process, String name) throws Exception {
    Process kill =
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).inheritIO().start();
    if (kill.waitFor() != 0) {
      throw new AssertionError("expected to send SIG" + name + " to " + process.pid());
    }
  }

  private static void killAll() {
    ALL.stream().flatMap(ProcessHandle::descendants).forEach(ProcessHandle::destroyForcibly);
    ALL.forEach(ProcessHandle::destroyForcibly);
  }
}
