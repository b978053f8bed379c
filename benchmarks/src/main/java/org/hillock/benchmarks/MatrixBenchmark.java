package org.hillock.benchmarks;

import java.util.concurrent.TimeUnit;
import org.hillock.compute.Compute;
import org.hillock.compute.Kernels;
import org.hillock.compute.Matrix;
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

/** Products of square matrices, and of a layer with a batch. Plain Java is the peer. */
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
public class MatrixBenchmark {
  @Param({"vector", "plain"})
  String provider;

  @Param({"256", "512", "1024"})
  int size;

  private Kernels kernels;
  private Matrix a;
  private Matrix b;
  private Matrix c;

  @Setup
  public void fill() {
    kernels = provider.equals("plain") ? Compute.plain(Workers.single()) : Compute.kernels();
    a = Matrix.of(Numbers.reals(size * size), size, size);
    b = Matrix.of(Numbers.reals(size * size), size, size);
    c = Matrix.of(new float[size * size], size, size);
  }

  @Benchmark
  public float[] product() {
    kernels.matrices().multiply(a, b, c, false);
    return c.data();
  }

  @Benchmark
  public float[] productWithTranspose() {
    kernels.matrices().multiply(a, b.transposed(), c, false);
    return c.data();
  }
}
