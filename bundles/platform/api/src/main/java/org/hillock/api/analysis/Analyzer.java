package org.hillock.api.analysis;

import java.util.List;
import org.hillock.api.activation.FrameView;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A fold over frames. A service with the property {@link #NAME}; its configuration says which
 * model, sites and delivery it reads.
 *
 * @param <S> its state, made of JDK and API values only, so that it outlives a version of the
 *     bundle
 */
@ConsumerType
public interface Analyzer<S> {
  /** Service property: name of the analysis, {@code [a-z0-9-]{1,64}}. */
  String NAME = "hillock.analysis";

  /** Service property: name of this configuration; {@code default} where there is one only. */
  String CONFIGURATION = "hillock.analysis.configuration";

  /** Service property: the model whose frames it reads. */
  String MODEL = "hillock.model";

  /** Service property: the sites that it reads, {@code *} for all. */
  String SITES = "hillock.sites";

  /** Service property: every n-th step, an integer; 1 by default. */
  String EVERY = "hillock.every";

  /** Service property: {@code live} (default) or {@code lossless}. */
  String DELIVERY = "hillock.delivery";

  /** An empty state. */
  S initial();

  /** The state after one more frame; may change and return {@code state} itself. */
  S accept(S state, FrameView frame);

  /** The state after both; order does not matter. May change and return {@code left}. */
  S merge(S left, S right);

  /**
   * Every finding of the state, whole. The host publishes those that differ from what it published.
   */
  List<Finding> findings(S state);
}
