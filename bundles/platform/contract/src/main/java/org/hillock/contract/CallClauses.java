package org.hillock.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.hillock.api.model.Example;
import org.hillock.api.model.Hooks;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.Model;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.Outputs;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.model.State;
import org.hillock.api.tensor.Tensor;

/** What holds for one call and its state. */
final class CallClauses {
  private final Model model;
  private final ModelCard card;
  private final Trial trial;
  private final Same same;

  CallClauses(Model model) {
    this.model = model;
    this.card = model.card();
    this.trial = new Trial(model);
    this.same = new Same(card);
  }

  void exampleComesOut() {
    Example example = card.example();
    Emitted emitted = new Emitted(card, example.batch());
    Outputs outputs = trial.run(example.call(), emitted);
    for (int i = 0; i < outputs.count(); i++) {
      Tensor expected = example.outputs().get(i);
      for (int k = 0; k < expected.size(); k++) {
        double want = expected.get(k);
        double got = outputs.tensor(i).get(k);
        Claims.that(
            Math.abs(got - want) <= example.tolerance() * Math.max(1, Math.abs(want)),
            "expected %s[%d] = %s within %s, got %s",
            card.outputs().get(i).name(),
            k,
            want,
            example.tolerance(),
            got);
      }
    }
    if (example.spikes() >= 0) {
      long spikes = spikes(emitted);
      Claims.that(
          spikes == example.spikes(), "expected %d spikes, got %d", example.spikes(), spikes);
    }
  }

  private long spikes(Emitted emitted) {
    long spikes = 0;
    for (Emitted.Values values : emitted.all()) {
      if (card.sites().get(values.site()).kind() == SiteSpec.Kind.SPIKES) {
        for (int i = 0; i < values.values().size(); i++) {
          spikes += values.values().get(i) != 0 ? 1 : 0;
        }
      }
    }
    return spikes;
  }

  void consumedStateThrows() {
    State state = model.initialState(trial.batch());
    trial.run(card.example().call(), state, Hooks.NONE);
    Claims.thrown(
        IllegalStateException.class,
        "when a consumed state is used again",
        () -> trial.run(card.example().call(), state, Hooks.NONE));
  }

  void snapshotGoesOn() {
    Outputs warmUp = Outputs.allocate(card, trial.time(), trial.batch());
    State state =
        model.apply(
            card.example().call().markAll(Inputs.FIRST),
            model.initialState(trial.batch()),
            warmUp,
            Hooks.NONE);
    State snapshot = state.snapshot();
    Claims.that(snapshot.contentEquals(state), "expected a snapshot that equals its state");
    Inputs next = card.example().call().markAll(Inputs.LAST);
    same.outputs(
        trial.run(next, state, Hooks.NONE),
        trial.run(next, snapshot, Hooks.NONE),
        "from the snapshot");
  }

  void inputsStay() {
    Inputs inputs = card.example().call();
    trial.run(inputs, Hooks.NONE);
    for (int i = 0; i < inputs.count(); i++) {
      Claims.that(
          inputs.tensor(i).contentEquals(card.example().inputs().get(i)),
          "expected input %s unchanged after a call",
          card.inputs().get(i).name());
    }
  }

  void hooksSeeEveryStep() {
    Emitted emitted = new Emitted(card, trial.batch());
    Outputs outputs = Outputs.allocate(card, trial.time(), trial.batch());
    State before = model.initialState(trial.batch());
    before.advance(1000);
    State after = model.apply(card.example().call(), before, outputs, emitted);
    same.outputs(trial.run(card.example().call(), Hooks.NONE), outputs, "with hooks");
    long[] next = new long[card.sites().size()];
    Arrays.fill(next, 1000);
    for (Emitted.Values values : emitted.all()) {
      String site = card.sites().get(values.site()).name();
      Claims.that(
          values.firstStep() == next[values.site()],
          "expected step %d next at site %s, got %d",
          next[values.site()],
          site,
          values.firstStep());
      next[values.site()] += values.values().dim(0);
      Claims.that(
          next[values.site()] <= after.step(),
          "expected the state to count the steps that site %s emitted: %d, got %d",
          site,
          next[values.site()],
          after.step());
    }
    for (int i = 0; i < next.length; i++) {
      Claims.that(next[i] > 1000, "expected values at site %s", card.sites().get(i).name());
    }
  }

  void threadsDoNotDisturb() {
    Outputs expected = trial.run(card.example().call(), Hooks.NONE);
    List<Thread> threads = new ArrayList<>();
    List<Throwable> problems = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 4; i++) {
      Runnable calls =
          () -> {
            for (int k = 0; k < 5; k++) {
              same.outputs(expected, trial.run(card.example().call(), Hooks.NONE), "beside others");
            }
          };
      Thread thread = new Thread(calls, "hillock-contract-" + i);
      thread.setUncaughtExceptionHandler((t, problem) -> problems.add(problem));
      thread.start();
      threads.add(thread);
    }
    threads.forEach(CallClauses::join);
    Claims.that(problems.isEmpty(), "expected equal results on 4 threads, got %s", problems);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a contract was checked");
    }
  }
}
