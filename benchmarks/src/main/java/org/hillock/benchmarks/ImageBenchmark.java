package org.hillock.benchmarks;

import java.util.concurrent.TimeUnit;
import org.hillock.compute.Compute;
import org.hillock.compute.ImageShape;
import org.hillock.compute.Kernels;
import org.hillock.compute.Padding;
import org.hillock.compute.Workers;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Convolution 3 x 3 of 32 images. Plain Java is the peer. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "--add-modules=jdk.incubator.vector",
      "-XX:+UseSerialGC",
      "-XX:ObjectAlignmentInBytes=64"
    })
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class ImageBenchmark {
  @Param({"vector", "plain"})
  String provider;

  @Param({"28", "14"})
  int size;

  private Kernels kernels;
  private ImageShape shape;
  private int filters;
  private float[] x;
  private float[] w;
  private float[] y;
  private float[] gy;
  private float[] gw;
  private float[] gx;

  @Setup
  public void fill() {
    kernels = provider.equals("plain") ? Compute.plain(Workers.single()) : Compute.kernels();
    int channels = size == 28 ? 16 : 64;
    filters = size == 28 ? 32 : 64;
    shape = ImageShape.square(32, size, size, channels, 3, 1, 1, Padding.ZERO);
    x = Numbers.reals(32 * shape.imageSize());
    w = Numbers.reals(shape.windowSize() * filters);
    y = new float[32 * shape.outPixels() * filters];
    gy = Numbers.reals(y.length);
    gw = new float[w.length];
    gx = new float[x.length];
  }

  @Benchmark
  public float[] forward() {
    kernels.images().forward(shape, filters, x, w, null, y);
    return y;
  }

  @Benchmark
  public float[] filterGradient() {
    kernels.images().filterGradient(shape, filters, x, gy, gw, null);
    return gw;
  }

  @Benchmark
  public float[] inputGradient() {
    kernels.images().inputGradient(shape, filters, gy, w, gx);
    return gx;
  }
}
