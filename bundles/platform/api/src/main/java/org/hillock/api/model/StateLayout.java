package org.hillock.api.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The form of a model's state: named tensors, each with a leading batch axis.
 *
 * <p>Two versions whose layouts have the same hash may exchange states. A model whose tensors keep
 * their shape but change their meaning must change {@code meaning}, and so its hash.
 */
public final class StateLayout {
  private static final StateLayout EMPTY = new StateLayout("none", List.of());

  private final String meaning;
  private final List<TensorSpec> tensors;
  private final String hash;

  private StateLayout(String meaning, List<TensorSpec> tensors) {
    this.meaning = meaning;
    this.tensors = tensors;
    this.hash =
        sha256(
            meaning
                + tensors.stream()
                    .map(TensorSpec::toString)
                    .collect(Collectors.joining("\n", "\n", "")));
  }

  /** The layout of a model without state. */
  public static StateLayout empty() {
    return EMPTY;
  }

  /**
   * A layout.
   *
   * @param meaning a name and number for what the values mean, such as {@code delays-2}
   * @param tensors each with {@code batch} as first axis and only fixed lengths after it
   */
  public static StateLayout of(String meaning, TensorSpec... tensors) {
    for (TensorSpec spec : tensors) {
      boolean fixed = spec.axes().stream().skip(1).noneMatch(a -> a.size() == Axis.ANY);
      if (spec.axis(Axis.BATCH) != 0 || !fixed) {
        throw new IllegalArgumentException(
            "expected batch first and fixed lengths after it in a state, got " + spec);
      }
    }
    return new StateLayout(meaning, List.of(tensors));
  }

  public String meaning() {
    return meaning;
  }

  public List<TensorSpec> tensors() {
    return tensors;
  }

  /** SHA-256 over meaning, names, types and shapes: 64 hexadecimal digits. */
  public String hash() {
    return hash;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StateLayout that && that.hash.equals(hash);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }

  @Override
  public String toString() {
    return meaning + tensors;
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("expected SHA-256 in every Java platform", e);
    }
  }
}
