package org.hillock.stream.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hillock.api.activation.FrameView;
import org.hillock.api.activation.FrameView.Kind;
import org.hillock.api.analysis.Analyzer;
import org.hillock.api.analysis.Finding;

/** Counts frames by session, and adds up their numbers. */
class Tally implements Analyzer<Map<String, Long>> {
  private final String configuration;
  private final String form;

  Tally(String configuration, String form) {
    this.configuration = configuration;
    this.form = form;
  }

  @Override
  public String form() {
    return form;
  }

  @Override
  public Map<String, Long> initial() {
    return new TreeMap<>();
  }

  @Override
  public Map<String, Long> accept(Map<String, Long> state, FrameView frame) {
    if (frame.kind() == Kind.DATA) {
      state.merge(frame.session().toString(), 1_000_000 + frame.sequence(), Long::sum);
    }
    return state;
  }

  @Override
  public Map<String, Long> merge(Map<String, Long> left, Map<String, Long> right) {
    right.forEach((site, n) -> left.merge(site, n, Long::sum));
    return left;
  }

  @Override
  public List<Finding> findings(Map<String, Long> state) {
    List<Finding> all = new ArrayList<>();
    state.forEach(
        (session, n) ->
            all.add(
                new Finding("tally", configuration, "m", "", session, 0, 0, "{\"n\":" + n + "}")));
    return all;
  }
}
