package org.hillock.compute.internal;

import org.hillock.compute.ImageKernels;
import org.hillock.compute.ImageShape;
import org.hillock.compute.MatrixProducts;
import org.hillock.compute.Workers;

/** Convolution and pooling on the products of a provider. */
public final class WindowKernels implements ImageKernels {
  private final Convolution convolution;
  private final Depthwise depthwise = new Depthwise();
  private final Pooling pooling = new Pooling();

  /** Kernels on the products of a provider, which share their rows among workers. */
  public WindowKernels(Workers workers, MatrixProducts products) {
    convolution = new Convolution(workers, products);
  }

  @Override
  public void forward(
      ImageShape shape, int filters, float[] x, float[] w, float[] bias, float[] y) {
    check(shape, x, y, filters);
    convolution.forward(shape, filters, x, w, bias, y);
  }

  @Override
  public void filterGradient(
      ImageShape shape, int filters, float[] x, float[] gy, float[] gw, float[] gBias) {
    check(shape, x, gy, filters);
    convolution.filterGradient(shape, filters, x, gy, gw, gBias);
  }

  @Override
  public void inputGradient(ImageShape shape, int filters, float[] gy, float[] w, float[] gx) {
    check(shape, gx, gy, filters);
    convolution.inputGradient(shape, filters, gy, w, gx);
  }

  @Override
  public void depthwise(ImageShape shape, float[] x, float[] w, float[] y) {
    check(shape, x, y, shape.channels());
    depthwise.forward(shape, x, w, y);
  }

  @Override
  public void depthwiseFilterGradient(ImageShape shape, float[] x, float[] gy, float[] gw) {
    check(shape, x, gy, shape.channels());
    depthwise.filterGradient(shape, x, gy, gw);
  }

  @Override
  public void depthwiseInputGradient(ImageShape shape, float[] gy, float[] w, float[] gx) {
    check(shape, gx, gy, shape.channels());
    depthwise.inputGradient(shape, gy, w, gx);
  }

  @Override
  public void maxPool(ImageShape shape, float[] x, float[] y, int[] places) {
    check(shape, x, y, shape.channels());
    pooling.max(shape, x, y, places);
  }

  @Override
  public void maxPoolGradient(ImageShape shape, float[] gy, int[] places, float[] gx) {
    check(shape, gx, gy, shape.channels());
    pooling.maxGradient(shape, gy, places, gx);
  }

  @Override
  public void averagePool(ImageShape shape, float[] x, float[] y) {
    check(shape, x, y, shape.channels());
    pooling.average(shape, x, y);
  }

  @Override
  public void averagePoolGradient(ImageShape shape, float[] gy, float[] gx) {
    check(shape, gx, gy, shape.channels());
    pooling.averageGradient(shape, gy, gx);
  }

  private static void check(ImageShape shape, float[] x, float[] y, int outChannels) {
    Shapes.length("images", shape.batch() * shape.imageSize(), 0, x.length);
    int n = shape.batch() * shape.outPixels() * outChannels;
    Shapes.length("results", n, 0, y.length);
  }
}
