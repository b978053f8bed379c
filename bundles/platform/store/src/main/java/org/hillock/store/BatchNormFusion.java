package org.hillock.store;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hillock.api.tensor.Tensor;

/**
 * Puts a batch normalisation in evaluation mode into the layer before it.
 *
 * @param norm prefix of its tensors: weight, bias, running_mean, running_var, num_batches_tracked
 * @param weight name of the layer's weight
 * @param bias name of the layer's bias, which need not exist
 * @param epsilon added to the variance
 * @param axis of the layer's weight that counts its outputs
 */
record BatchNormFusion(String norm, String weight, String bias, double epsilon, int axis) {

  void apply(Map<String, Tensor> left, Set<String> missing, List<String> wrong) {
    Tensor mean = left.remove(norm + ".running_mean");
    Tensor variance = left.remove(norm + ".running_var");
    Tensor gamma = left.remove(norm + ".weight");
    Tensor beta = left.remove(norm + ".bias");
    left.remove(norm + ".num_batches_tracked");
    Tensor w = left.get(weight);
    Tensor b = left.get(bias);
    require(mean, norm + ".running_mean", missing);
    require(variance, norm + ".running_var", missing);
    require(w, weight, missing);
    if (mean == null || variance == null || w == null) {
      return;
    }
    int outputs = axis < w.rank() ? w.dim(axis) : -1;
    for (Tensor each : new Tensor[] {mean, variance, gamma, beta, b}) {
      if (each != null && each.size() != outputs) {
        wrong.add(norm + " (expected " + outputs + " values for " + weight + ", got " + each + ")");
        return;
      }
    }
    double[] gain = new double[outputs];
    Tensor fusedBias = Tensor.zeros(w.dtype(), outputs);
    for (int o = 0; o < outputs; o++) {
      gain[o] = value(gamma, o, 1) / Math.sqrt(variance.get(o) + epsilon);
      fusedBias.set(o, value(beta, o, 0) + (value(b, o, 0) - mean.get(o)) * gain[o]);
    }
    int inner = 1;
    for (int a = axis + 1; a < w.rank(); a++) {
      inner *= w.dim(a);
    }
    Tensor fused = Tensor.zeros(w.dtype(), w.shape());
    for (int i = 0; i < fused.size(); i++) {
      fused.set(i, w.get(i) * gain[i / inner % outputs]);
    }
    left.put(weight, fused);
    left.put(bias, fusedBias);
  }

  private static void require(Tensor tensor, String name, Set<String> missing) {
    if (tensor == null) {
      missing.add(name);
    }
  }

  private static double value(Tensor tensor, int index, double otherwise) {
    return tensor == null ? otherwise : tensor.get(index);
  }
}
