package org.hillock.bench.internal;

import java.util.ArrayList;
import java.util.List;
import org.hillock.api.registry.CallOptions;
import org.hillock.api.registry.Client;
import org.hillock.api.registry.Registry;
import org.hillock.api.registry.Session;
import org.hillock.api.registry.SessionOptions;

/** Four calling threads and four sessions on one model. */
final class Load {
  private static final int EACH = 4;

  private final Registry registry;
  private final String model;
  private final List<Client> handles = new ArrayList<>();
  private final List<Caller> all = new ArrayList<>();
  private final List<Caller> sessions = new ArrayList<>();

  Load(Registry registry, String model) {
    this.registry = registry;
    this.model = model;
    for (int i = 0; i < EACH; i++) {
      Client client = registry.client(model, CallOptions.DEFAULT);
      Session session = registry.open(model, SessionOptions.DEFAULT);
      handles.add(client);
      handles.add(session);
      Caller calling = new Caller("bench-session-" + i, session::apply);
      sessions.add(calling);
      all.add(calling);
      all.add(new Caller("bench-client-" + i, client::apply));
    }
    all.forEach(Thread::start);
  }

  void watch(boolean on) {
    all.forEach(c -> c.watch(on));
  }

  void end() throws InterruptedException {
    for (Caller caller : all) {
      caller.end();
    }
    handles.forEach(Client::close);
  }

  long calls() {
    return all.stream().mapToLong(Caller::calls).sum();
  }

  long failed() {
    return all.stream().mapToLong(Caller::failed).sum();
  }

  /** One failure of them, or an empty text. */
  String failure() {
    return all.stream().map(Caller::failure).filter(f -> !f.isEmpty()).findFirst().orElse("");
  }

  double worstMillis() {
    return all.stream().mapToLong(Caller::worst).max().orElse(0) / 1e6;
  }

  /** Sessions whose outputs differ in any bit from a run of as many calls without swaps. */
  int different() {
    int different = 0;
    for (Caller caller : sessions) {
      try (Session fresh = registry.open(model, SessionOptions.DEFAULT)) {
        if (Caller.replay(fresh::apply, caller.calls()) != caller.hash()) {
          different++;
        }
      }
    }
    return different;
  }

  int sessions() {
    return sessions.size();
  }
}
