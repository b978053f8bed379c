package org.hillock.analyzer.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hillock.api.activation.FrameView;
import org.hillock.api.analysis.Analyzer;
import org.hillock.api.analysis.Finding;

/** Counts frames by site. */
class Counting implements Analyzer<Map<String, Integer>> {
  private final int step;

  Counting(int step) {
    this.step = step;
  }

  @Override
  public Map<String, Integer> initial() {
    return new TreeMap<>();
  }

  @Override
  public Map<String, Integer> accept(Map<String, Integer> state, FrameView frame) {
    state.merge(frame.site(), step, Integer::sum);
    return state;
  }

  @Override
  public Map<String, Integer> merge(Map<String, Integer> left, Map<String, Integer> right) {
    right.forEach((site, n) -> left.merge(site, n, Integer::sum));
    return left;
  }

  @Override
  public List<Finding> findings(Map<String, Integer> state) {
    List<Finding> all = new ArrayList<>();
    state.forEach(
        (site, n) ->
            all.add(new Finding("count", "default", "m", "v", site, 0, 1, String.valueOf(n))));
    return all;
  }
}
