package org.hillock.record.internal;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
   * @param each told of every frame after it
   * @throws RecordingException when it samples otherwise than the recording
   */
  static <S> List<Finding> through(
      Analyzer<S> analyzer,
      Map<String, ?> properties,
      RecordingReader recording,
      Consumer<Frame> each)
      throws IOException {
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
    Fold<S> fold = new Fold<>(analyzer);
    recording.forEach(
        frame -> {
          boolean wanted =
              frame.site().isEmpty() || sites.contains("*") || sites.contains(frame.site());
          if (wanted && (model == null || model.equals(frame.model()))) {
            fold.state = analyzer.accept(fold.state, frame);
          }
          each.accept(frame);
        });
    return analyzer.findings(fold.state);
  }

  private static final class Fold<S> {
    S state;

    Fold(Analyzer<S> analyzer) {
      state = analyzer.initial();
    }
  }

  private static List<String> sites(Object value) {
    if (value instanceof String[] several && several.length > 0) {
      return List.of(several);
    }
    return List.of(value instanceof String one && !one.isEmpty() ? one : "*");
  }
}
