package org.hillock.api.analysis;

import java.util.List;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The findings of all running analyses. Those of a lossless analysis on Kafka are the same in every
 * platform process that runs it, whichever of them computed them.
 */
@ProviderType
public interface Findings {
  /** Running analyses, one line each for people. */
  List<String> analyses();

  /** The newest findings of an analysis, oldest window first, at most {@code limit}. */
  List<Finding> latest(String analysis, int limit);

  /** Calls {@code listener} for each new finding, on a thread of the host, until closed. */
  AutoCloseable follow(String analysis, Consumer<Finding> listener);
}
