package org.hillock.bench.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hillock.api.model.Checkpoint;
import org.hillock.api.model.Hooks;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.Model;
import org.hillock.api.model.ModelFactory;
import org.hillock.api.model.Outputs;
import org.hillock.api.model.State;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The peer: the same load on the same bundle by the means of plain OSGi, {@code Bundle.update} and
 * a {@code ServiceTracker} asked in each call.
 */
final class Peer {
  private static final String BUNDLE = "org.hillock.bench.peer";
  private static final int CALLERS = 8;

  private final Bundles bundles;
  private final int updates;
  private int updatesWithFailure;
  private long failed;
  private long calls;

  Peer(Bundles bundles, int updates) {
    this.bundles = bundles;
    this.updates = updates;
  }

  void run() throws IOException, BundleException, InterruptedException {
    Path[] jars = bundles.jars(BUNDLE, "");
    Bundle bundle = bundles.context().installBundle("bench:peer", Files.newInputStream(jars[0]));
    ServiceTracker<ModelFactory, Model> tracker = tracker();
    List<Caller> callers = new ArrayList<>();
    try {
      bundle.start();
      for (int i = 0; i < CALLERS; i++) {
        Caller caller = new Caller("bench-peer-" + i, new Tracked(tracker));
        callers.add(caller);
        caller.start();
      }
      for (int i = 1; i <= updates; i++) {
        long before = failures(callers);
        bundles.update(bundle, jars[i % 2]);
        if (i % 4 == 0) {
          bundles.refresh(bundle);
        }
        Thread.sleep(5);
        if (failures(callers) > before) {
          updatesWithFailure++;
        }
      }
    } finally {
      for (Caller caller : callers) {
        caller.end();
      }
      tracker.close();
      bundle.uninstall();
    }
    failed = failures(callers);
    calls = callers.stream().mapToLong(Caller::calls).sum();
  }

  private ServiceTracker<ModelFactory, Model> tracker() {
    try {
      Filter filter =
          FrameworkUtil.createFilter(
              "(&(objectClass="
                  + ModelFactory.class.getName()
                  + ")("
                  + ModelFactory.FACTORY
                  + "="
                  + BUNDLE
                  + "-factory))");
      ServiceTracker<ModelFactory, Model> tracker =
          new ServiceTracker<>(bundles.context(), filter, null) {
            @Override
            public Model addingService(org.osgi.framework.ServiceReference<ModelFactory> ref) {
              ModelFactory factory = context.getService(ref);
              return factory.create(Checkpoint.empty(BUNDLE + "-factory"));
            }
          };
      tracker.open();
      return tracker;
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException("expected a valid filter");
    }
  }

  private static long failures(List<Caller> callers) {
    return callers.stream().mapToLong(Caller::failed).sum();
  }

  int updatesWithFailure() {
    return updatesWithFailure;
  }

  long failed() {
    return failed;
  }

  long calls() {
    return calls;
  }

  /** A caller's view: the model of the moment and a state of its own. */
  private static final class Tracked implements Caller.Target {
    private final ServiceTracker<ModelFactory, Model> tracker;
    private Model known;
    private State state;

    Tracked(ServiceTracker<ModelFactory, Model> tracker) {
      this.tracker = tracker;
    }

    @Override
    public void apply(Inputs inputs, Outputs outputs) {
      Model model = tracker.getService();
      if (model == null) {
        throw new IllegalStateException("no service");
      }
      if (model != known) {
        known = model;
        state = state == null ? model.initialState(1) : state;
      }
      state = model.apply(inputs, state, outputs, Hooks.NONE);
    }
  }
}
