package org.hillock.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hillock.api.tensor.Tensor;

/**
 * One entry of a {@link WeightMap}.
 *
 * @param from names of tensors that are added; with a star in each or in none
 * @param to name of the result
 * @param gates order of blocks of the first axis: block i of the result is {@code gates[i]} of the
 *     source; null for no change
 * @param permute axis i of the result is {@code permute[i]} of the source; null for no change
 * @param transpose whether the two axes are exchanged
 * @param shape of the result, or null for no change
 */
record WeightRule(
    List<String> from, String to, int[] gates, boolean transpose, int[] permute, int[] shape) {

  /** Moves what fits from {@code left} to {@code made}. */
  void apply(
      Map<String, Tensor> left, Map<String, Tensor> made, Set<String> missing, List<String> wrong) {
    List<String> stars = new ArrayList<>();
    for (String name : left.keySet()) {
      String star = NamePattern.star(from.get(0), name);
      if (star != null) {
        stars.add(star);
      }
    }
    if (stars.isEmpty()) {
      missing.add(from.get(0));
    }
    for (String star : stars) {
      Tensor sum = null;
      for (String pattern : from) {
        String name = NamePattern.fill(pattern, star);
        Tensor tensor = left.remove(name);
        if (tensor == null) {
          missing.add(name);
        } else {
          sum = added(sum, tensor, name, wrong);
        }
      }
      String target = NamePattern.fill(to, star);
      if (sum != null && made.put(target, changed(sum, target, wrong)) != null) {
        wrong.add(target + " (expected one rule, got two)");
      }
    }
  }

  private static Tensor added(Tensor sum, Tensor tensor, String name, List<String> wrong) {
    if (sum == null) {
      return tensor;
    }
    if (!sum.hasShape(tensor.shape()) || sum.dtype() != tensor.dtype()) {
      wrong.add(name + " (expected " + sum + " to add, got " + tensor + ")");
      return sum;
    }
    return TensorLayout.sum(sum, tensor);
  }

  private Tensor changed(Tensor tensor, String target, List<String> wrong) {
    try {
      Tensor changed = gates == null ? tensor : TensorLayout.blocks(tensor, gates);
      changed = transpose ? TensorLayout.permute(changed, 1, 0) : changed;
      changed = permute == null ? changed : TensorLayout.permute(changed, permute);
      return shape == null ? changed : changed.reshape(shape);
    } catch (IllegalArgumentException e) {
      wrong.add(target + " (" + e.getMessage() + ")");
      return tensor;
    }
  }
}
