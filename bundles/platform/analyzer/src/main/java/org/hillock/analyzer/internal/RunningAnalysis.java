package org.hillock.analyzer.internal;

import java.util.List;
import org.hillock.api.analysis.Finding;
import org.hillock.api.spi.HostedAnalysis.Stored;

/** An analyzer at work, from its start to its close. */
interface RunningAnalysis {
  /** Begins; called once. */
  void start();

  /** Does what has to be done now and then; findings to publish that differ from those before. */
  List<Finding> cycle();

  /** No more frames reach the analyzer on return. */
  void stop();

  /** Ends it for good: on return the analyzer is not called any more. */
  void close();

  /** After the stop: the state for the analyzer that follows, where it is not kept elsewhere. */
  Stored state();

  /** One line for people. */
  String describe();
}
