package org.hillock.compute;

import static org.hillock.compute.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageKernelsTest {
  // batch, height, width, channels, window, stride, outside, filters
  private static final String SHAPES =
      """
      1, 1, 1, 1, 1, 1, 0, 1
      2, 5, 7, 3, 3, 1, 1, 4
      3, 8, 6, 5, 3, 2, 1, 17
      2, 9, 9, 2, 5, 2, 2, 32
      1, 6, 6, 16, 2, 2, 0, 33
      2, 4, 5, 3, 4, 3, 3, 2
      """;

  @ParameterizedTest
  @CsvSource(textBlock = SHAPES)
  void convolutionsAgreeWithTheDefinition(
      int batch, int h, int w, int c, int window, int stride, int outside, int filters) {
    for (Padding padding : Padding.values()) {
      ImageShape shape = ImageShape.square(batch, h, w, c, window, stride, outside, padding);
      Samples samples = new Samples(batch + h);
      float[] x = samples.grid(batch * shape.imageSize());
      float[] weights = samples.grid(shape.windowSize() * filters);
      float[] bias = samples.grid(filters);
      float[] gy = samples.grid(batch * shape.outPixels() * filters);
      ConvolutionDefinition expected =
          new ConvolutionDefinition(shape, filters, x, weights, bias, gy);
      try (Workers two = Workers.of(2)) {
        for (Workers workers : List.of(Workers.single(), two)) {
          for (Kernels kernels : MatrixProductsTest.both(workers)) {
            ImageKernels images = kernels.images();
            float[] y = new float[gy.length];
            float[] gw = new float[weights.length];
            float[] gb = new float[filters];
            float[] gx = new float[x.length];
            images.forward(shape, filters, x, weights, bias, y);
            assertClose(expected.y, y, 2e-6, "y");
            images.filterGradient(shape, filters, x, gy, gw, gb);
            assertClose(expected.gw, gw, 2e-6, "gw");
            assertClose(expected.gb, gb, 2e-6, "gb");
            images.inputGradient(shape, filters, gy, weights, gx);
            assertClose(expected.gx, gx, 2e-6, "gx");
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = SHAPES)
  void depthwiseIsAConvolutionWithADiagonal(
      int batch, int h, int w, int c, int window, int stride, int outside, int filters) {
    for (Padding padding : Padding.values()) {
      ImageShape shape = ImageShape.square(batch, h, w, c, window, stride, outside, padding);
      Samples samples = new Samples(filters);
      float[] x = samples.grid(batch * shape.imageSize());
      float[] weights = samples.grid(shape.windowSize());
      float[] diagonal = new float[shape.windowSize() * c];
      for (int i = 0; i < weights.length; i++) {
        diagonal[i * c + i % c] = weights[i];
      }
      float[] gy = samples.grid(batch * shape.outPixels() * c);
      ConvolutionDefinition expected =
          new ConvolutionDefinition(shape, c, x, diagonal, new float[c], gy);
      ImageKernels images = Compute.kernels().images();
      float[] y = new float[gy.length];
      float[] gw = new float[weights.length];
      float[] gx = new float[x.length];
      images.depthwise(shape, x, weights, y);
      images.depthwiseFilterGradient(shape, x, gy, gw);
      images.depthwiseInputGradient(shape, gy, weights, gx);
      assertClose(expected.y, y, 2e-6, "y");
      assertClose(expected.gx, gx, 2e-6, "gx");
      double[] onDiagonal = new double[gw.length];
      for (int i = 0; i < gw.length; i++) {
        onDiagonal[i] = expected.gw[i * c + i % c];
      }
      assertClose(onDiagonal, gw, 2e-6, "gw");
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = SHAPES)
  void averagesAreADepthwiseConvolutionWithEqualWeights(
      int batch, int h, int w, int c, int window, int stride, int outside, int filters) {
    Padding padding = outside < Math.min(h, w) ? Padding.REFLECT : Padding.CIRCULAR;
    ImageShape shape = ImageShape.square(batch, h, w, c, window, stride, outside, padding);
    Samples samples = new Samples(filters);
    float[] x = samples.floats(batch * shape.imageSize());
    float[] gy = samples.floats(batch * shape.outPixels() * c);
    float[] weights = new float[shape.windowSize()];
    java.util.Arrays.fill(weights, 1f / (window * window));
    ImageKernels images = Compute.kernels().images();
    float[] expected = new float[gy.length];
    float[] y = new float[gy.length];
    images.depthwise(shape, x, weights, expected);
    images.averagePool(shape, x, y);
    assertClose(expected, y, 1e-6, "y");
    float[] expectedX = new float[x.length];
    float[] gx = new float[x.length];
    images.depthwiseInputGradient(shape, gy, weights, expectedX);
    images.averagePoolGradient(shape, gy, gx);
    assertClose(expectedX, gx, 1e-6, "gx");
  }

  @Test
  void theFirstOfEqualMaximaGetsTheGradient() {
    ImageShape shape = ImageShape.square(1, 2, 4, 1, 2, 2, 0, Padding.ZERO);
    float[] y = new float[2];
    int[] places = new int[2];
    ImageKernels images = Compute.kernels().images();
    images.maxPool(shape, new float[] {1, 3, -2, -1, 3, 0, -1, -5}, y, places);
    assertArrayEquals(new float[] {3, -1}, y);
    assertArrayEquals(new int[] {1, 3}, places);
    float[] gx = new float[8];
    images.maxPoolGradient(shape, new float[] {5, 7}, places, gx);
    assertArrayEquals(new float[] {0, 5, 0, 7, 0, 0, 0, 0}, gx);
  }

  @Test
  void overlappingMaximaAddTheirGradients() {
    ImageShape shape = ImageShape.square(1, 3, 3, 2, 2, 1, 0, Padding.ZERO);
    float[] x = new float[18];
    x[8] = 9;
    x[9] = 8;
    float[] y = new float[8];
    int[] places = new int[8];
    ImageKernels images = Compute.kernels().images();
    images.maxPool(shape, x, y, places);
    assertArrayEquals(new float[] {9, 8, 9, 8, 9, 8, 9, 8}, y);
    float[] gx = new float[18];
    images.maxPoolGradient(shape, new float[] {1, 1, 1, 1, 1, 1, 1, 1}, places, gx);
    float[] expected = new float[18];
    expected[8] = 4;
    expected[9] = 4;
    assertArrayEquals(expected, gx);
  }

  @Test
  void paddingThatTheImageCannotGiveIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> ImageShape.square(1, 3, 3, 1, 3, 1, 3, Padding.REFLECT));
    assertThrows(
        IllegalArgumentException.class, () -> ImageShape.square(1, 2, 2, 1, 5, 1, 1, Padding.ZERO));
  }
}
