package org.hillock.benchmarks;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.hillock.compute.AttentionShape;
import org.hillock.compute.Compute;
import org.hillock.compute.Kernels;
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

/** Normalisation, softmax and attention. Plain Java is the peer. */
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
public class RowBenchmark {
  @Param({"vector", "plain"})
  String provider;

  private static final int ROWS = 2048;
  private static final int COLUMNS = 128;
  private final AttentionShape shape = new AttentionShape(16, 128, 8, 16, true);
  private final float[] one = new float[COLUMNS];
  private final double[] mean = new double[COLUMNS];
  private final double[] variance = new double[COLUMNS];
  private final float[] x = Numbers.reals(ROWS * COLUMNS);
  private final float[] y = new float[ROWS * COLUMNS];
  private final float[] shares = new float[shape.shares()];
  private Kernels kernels;

  @Setup
  public void fill() {
    kernels = provider.equals("plain") ? Compute.plain(Workers.single()) : Compute.kernels();
    Arrays.fill(one, 1);
  }

  @Benchmark
  public float[] batchNorm() {
    kernels.norms().batchNorm(ROWS, COLUMNS, x, one, one, 1e-5, mean, variance, y);
    return y;
  }

  @Benchmark
  public float[] layerNorm() {
    kernels.norms().layerNorm(ROWS, COLUMNS, x, one, one, 1e-5, y);
    return y;
  }

  @Benchmark
  public float[] softmax() {
    kernels.norms().softmax(ROWS, COLUMNS, x, y);
    return y;
  }

  @Benchmark
  public float[] attention() {
    kernels.attention().forward(shape, x, x, x, shares, y);
    return y;
  }
}
