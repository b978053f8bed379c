package org.hillock.analysis.rates.internal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hillock.api.activation.FrameView;
import org.hillock.api.activation.FrameView.Kind;
import org.hillock.api.model.Mode;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.tensor.Tensor;

/**
 * The state of the analysis: statistics by {@link Key} in tensors, and counters {newest window,
 * steps that came too late, frames that did not fit}.
 */
final class Windows {
  private static final int NEWEST = 0;
  private static final int LATE = 1;
  private static final int UNFIT = 2;

  private final RatesOptions options;

  Windows(RatesOptions options) {
    this.options = options;
  }

  Map<String, List<Tensor>> empty() {
    Map<String, List<Tensor>> state = new TreeMap<>();
    Tensor counters = Tensor.of(new long[] {Key.ALL, 0, 0}, 3);
    state.put(Key.COUNTERS, List.of(counters));
    return state;
  }

  /** Counts the steps of a frame, each in the window of its own event time. */
  void add(Map<String, List<Tensor>> state, FrameView frame) {
    if (frame.kind() != Kind.DATA || frame.mode() != Mode.LIVE) {
      return;
    }
    Tensor values = frame.values();
    int steps = values.dim(0);
    int units = steps == 0 ? 0 : values.size() / steps;
    if (units == 0 || frame.version().contains("\n") || frame.site().contains("\n")) {
      return;
    }
    long[] counters = counters(state);
    double period = frame.every() * frame.dt() * 1e6;
    Statistics all = of(state, frame, Key.ALL, units);
    Statistics current = null;
    long window = Key.ALL;
    boolean late = false;
    for (int i = 0; i < steps; i++) {
      long now = Math.floorDiv(frame.eventTime() + Math.round(i * period), options.window());
      if (now != window) {
        window = now;
        if (now > counters[NEWEST]) {
          counters[NEWEST] = now;
          forgetOld(state);
        }
        late = now <= counters[NEWEST] - options.kept();
        current = late ? null : of(state, frame, now, units);
      }
      if (late) {
        counters[LATE]++;
      } else if (current == null || all == null) {
        counters[UNFIT]++;
        return;
      } else {
        current.add(values, i * units, now, options);
        all.add(values, i * units, now, options);
      }
    }
  }

  /** Adds the right state to the left. */
  void merge(Map<String, List<Tensor>> left, Map<String, List<Tensor>> right) {
    long[] own = counters(left);
    long[] other = counters(right);
    own[NEWEST] = Math.max(own[NEWEST], other[NEWEST]);
    own[LATE] += other[LATE];
    own[UNFIT] += other[UNFIT];
    right.forEach(
        (key, tensors) -> {
          if (!key.equals(Key.COUNTERS)) {
            List<Tensor> mine = left.get(key);
            if (mine == null) {
              left.put(key, tensors.stream().map(Tensor::copy).toList());
            } else {
              new Statistics(mine).merge(new Statistics(tensors));
            }
          }
        });
    forgetOld(left);
  }

  long late(Map<String, List<Tensor>> state) {
    return counters(state)[LATE];
  }

  private static long[] counters(Map<String, List<Tensor>> state) {
    return state.get(Key.COUNTERS).get(0).longs();
  }

  /** The statistics of a window, or null when the frame's form is not that of those before. */
  private Statistics of(Map<String, List<Tensor>> state, FrameView frame, long window, int units) {
    String key = new Key(frame.version(), frame.site(), window).text();
    List<Tensor> tensors = state.get(key);
    if (tensors == null) {
      long first = window == Key.ALL ? Long.MAX_VALUE : window;
      tensors = Statistics.allocate(units, frame.siteKind(), frame.dt(), first, options);
      state.put(key, tensors);
    }
    Statistics found = new Statistics(tensors);
    boolean spikes = frame.siteKind() == SiteSpec.Kind.SPIKES;
    return found.units() == units && found.spikes() == spikes ? found : null;
  }

  private void forgetOld(Map<String, List<Tensor>> state) {
    long newest = counters(state)[NEWEST];
    if (newest == Key.ALL) {
      return;
    }
    long oldest = newest - options.kept() + 1;
    state
        .keySet()
        .removeIf(
            key -> {
              if (key.equals(Key.COUNTERS)) {
                return false;
              }
              long window = Long.parseLong(key.substring(key.lastIndexOf('\n') + 1));
              return window != Key.ALL && window < oldest;
            });
  }
}
