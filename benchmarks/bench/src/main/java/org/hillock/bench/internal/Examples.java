package org.hillock.bench.internal;

import java.util.ArrayList;
import java.util.List;
import org.hillock.api.activation.Frame;

/** Some of what is wrong, a line each. */
final class Examples {
  private static final int LIMIT = 8;

  private final List<String> lines = new ArrayList<>();

  void add(String line) {
    if (lines.size() < LIMIT) {
      lines.add(line);
    }
  }

  void add(String what, Frame frame) {
    add(
        what
            + ": "
            + frame.session()
            + "/"
            + frame.row()
            + " "
            + frame.kind()
            + " call "
            + frame.call()
            + " epoch "
            + frame.epoch()
            + " site "
            + frame.site()
            + " number "
            + frame.sequence());
  }

  List<String> lines() {
    return lines;
  }

  void clear() {
    lines.clear();
  }
}
