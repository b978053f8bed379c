package org.hillock.analyzer.internal;

import java.util.Map;
import org.hillock.api.analysis.Analyzer;
import org.hillock.api.spi.HostedAnalysis.StoppedException;
import org.hillock.api.spi.HostedAnalysis.Stored;

/** An analyzer's states as they are kept, and back. An analyzer that throws stops with its text. */
final class KeptState<S> {
  private static final int FORM_LENGTH = 256;

  private final String key;
  private final Analyzer<S> analyzer;
  private final String form;

  KeptState(String key, Analyzer<S> analyzer) {
    this.key = key;
    this.analyzer = analyzer;
    this.form = form(analyzer);
  }

  String form() {
    return form;
  }

  /** The entries of a state. */
  Map<String, byte[]> entries(S state) {
    try {
      return StateCodec.entries(state);
    } catch (RuntimeException | LinkageError e) {
      throw new StoppedException("expected a state that can be kept, got: " + e.getMessage());
    }
  }

  /** Whether a state of this form is one here, as it is or by migration, or there is none. */
  S restore(Stored stored) {
    if (stored.form().isEmpty()) {
      return initial();
    }
    return stored.form().equals(form) ? read(stored) : migrate(stored);
  }

  private S initial() {
    S state;
    try {
      state = analyzer.initial();
    } catch (RuntimeException | LinkageError e) {
      throw new StoppedException("expected initial to be taken, got " + e);
    }
    if (state == null) {
      throw new StoppedException("expected an initial state, got null");
    }
    return state;
  }

  @SuppressWarnings("unchecked")
  private S read(Stored stored) {
    try {
      return (S) StateCodec.state(stored.entries());
    } catch (IllegalArgumentException e) {
      throw new StoppedException("its state cannot be read: " + e.getMessage());
    }
  }

  private S migrate(Stored stored) {
    String why;
    try {
      S migrated = analyzer.migrate(stored.form(), StateCodec.state(stored.entries()));
      if (migrated != null) {
        return migrated;
      }
      why = "a migration to null";
    } catch (RuntimeException | LinkageError e) {
      why = String.valueOf(e.getMessage());
    }
    throw new StoppedException(
        "expected a state of form '"
            + form
            + "', got one of form '"
            + stored.form()
            + "' ("
            + why
            + "); it is kept; to start anew give "
            + Analyzer.CONFIGURATION
            + " another name than '"
            + key.substring(key.indexOf('/') + 1)
            + "'");
  }

  private static String form(Analyzer<?> analyzer) {
    String form;
    try {
      form = analyzer.form();
    } catch (RuntimeException | LinkageError e) {
      throw new StoppedException("expected a form, got " + e);
    }
    if (form == null || form.isEmpty() || form.length() > FORM_LENGTH) {
      throw new StoppedException(
          "expected a form of 1 to " + FORM_LENGTH + " characters, got '" + form + "'");
    }
    return form;
  }
}
