package org.hillock.record.internal;

import java.util.List;
import java.util.Map;
import org.hillock.api.activation.Frame;
import org.hillock.api.analysis.Analyzer;
import org.hillock.api.analysis.Finding;

/** Frames through an analyzer as the platform would have shown them. */
final class Replay {
  private Replay() {}

  /**
   * The findings after the last frame.
   *
   * @param properties those of the analyzer's service
   * @throws RecordingException when it samples otherwise than the recording
   */
  static <S> List<Finding> through(
      Analyzer<S> analyzer, Map<String, ?> properties, RecordingReader recording) {
    int every = properties.get(Analyzer.EVERY) instanceof Integer n ? n : 1;
    if (every != recording.every()) {
      throw new RecordingException(
          "expected a recording of every "
              + every
              + ". step, as the analysis reads it, got every "
              + recording.every()
              + ".; record with --every "
              + every);
    }
    List<String> sites = sites(properties.get(Analyzer.SITES));
    Object model = properties.get(Analyzer.MODEL);
    S state = analyzer.initial();
    for (Frame frame : recording.frames()) {
      boolean wanted =
          frame.site().isEmpty() || sites.contains("*") || sites.contains(frame.site());
      if (wanted && (model == null || model.equals(frame.model()))) {
        state = analyzer.accept(state, frame);
      }
    }
    return analyzer.findings(state);
  }

  private static List<String> sites(Object value) {
    if (value instanceof String[] several && several.length > 0) {
      return List.of(several);
    }
    return List.of(value instanceof String one && !one.isEmpty() ? one : "*");
  }
}
