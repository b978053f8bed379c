package org.hillock.compute;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Scaled dot-product attention (Vaswani et al., arXiv 1706.03762): {@code softmax(q k^T /
 * sqrt(width)) v} for each sample and head. Queries, keys, values and results are {@code
 * [batch][steps][heads][width]}, shares {@code [batch][heads][query][key]}.
 */
@ProviderType
public interface AttentionKernels {
  /**
   * Forward.
   *
   * @param shape sizes
   * @param q queries
   * @param k keys
   * @param v values
   * @param shares receives the shares; what is hidden has share 0
   * @param y receives the results
   */
  void forward(AttentionShape shape, float[] q, float[] k, float[] v, float[] shares, float[] y);

  /**
   * Backward.
   *
   * @param shape sizes
   * @param q queries
   * @param k keys
   * @param v values
   * @param shares of the forward pass
   * @param gy gradients of the results
   * @param gq receives the gradients of the queries
   * @param gk receives the gradients of the keys
   * @param gv receives the gradients of the values
   */
  void backward(
      AttentionShape shape,
      float[] q,
      float[] k,
      float[] v,
      float[] shares,
      float[] gy,
      float[] gq,
      float[] gk,
      float[] gv);
}
