package org.hillock.api.analysis;

import java.util.List;
import org.hillock.api.activation.FrameView;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A fold over frames. A service with the property {@link #NAME}; its configuration says which
 * model, sites and delivery it reads.
 *
 * <p>The state {@code S} is a tree of {@link java.util.Map} with text keys, {@link List}, {@link
 * org.hillock.api.tensor.Tensor}, {@link String}, {@link Long}, {@link Integer}, {@link Double} and
 * {@link Boolean}, without null and without cycles. It may be written down and read back between
 * any two calls, and then holds a {@link java.util.TreeMap} for each map, an {@link
 * java.util.ArrayList} for each list and writable tensors. Where {@code S} is a map, each of its
 * entries is stored apart, and only those that changed: so keep what changes together in one entry,
 * and what does not in others. An entry may take 16 MiB.
 *
 * <p>The platform never calls it from two threads at once, but from different ones over time. An
 * exception of a method stops the analysis; {@code accept} is not called again with the state that
 * it was given then.
 *
 * @param <S> its state
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

  /**
   * Service property: where a lossless analysis begins that has no state yet: {@code beginning}
   * (default), at the oldest frames that the log keeps, or {@code now}.
   */
  String FROM = "hillock.analysis.from";

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

  /**
   * What a state means: a text of 1 to 256 characters that differs from that of another version or
   * configuration whenever the one cannot go on with the other's state as it is.
   */
  default String form() {
    return "1";
  }

  /**
   * The state that means in this {@link #form} what {@code state} meant in an earlier one. What it
   * throws refuses this analyzer, and the old state is kept; so does the default.
   *
   * @param form of the state
   * @param state tree of values, see above; the callee's own
   */
  default S migrate(String form, Object state) {
    throw new UnsupportedOperationException("no migration from form " + form);
  }

  /**
   * How far apart in event time the partitions of a lossless analysis may be read, microseconds.
   * One that forgets what is older than some time gives a quarter of that time, so that no
   * partition forgets what another has still to add to: see {@code docs/guides/analyses.md}. The
   * default is no limit, for a state that forgets nothing.
   */
  default long skew() {
    return Long.MAX_VALUE;
  }
}
