package org.hillock.benchmarks;

import java.util.concurrent.TimeUnit;
import org.hillock.compute.Compute;
import org.hillock.compute.Kernels;
import org.hillock.compute.Matrix;
import org.hillock.compute.SpikeRows;
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

/**
 * Products of 3200 rows of 256 units with a matrix of 256 columns, by events. Plain Java is the
 * peer.
 */
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
public class SpikeBenchmark {
  @Param({"vector", "plain"})
  String provider;

  @Param({"0.02", "0.05", "0.2"})
  double rate;

  private static final int ROWS = 3200;
  private static final int UNITS = 256;
  private final SpikeRows rows = new SpikeRows();
  private Kernels kernels;
  private float[] dense;
  private Matrix w;
  private Matrix y;
  private Matrix gw;

  @Setup
  public void fill() {
    kernels = provider.equals("plain") ? Compute.plain(Workers.single()) : Compute.kernels();
    dense = Numbers.spikes(ROWS * UNITS, rate);
    rows.readDense(dense, 0, ROWS, UNITS);
    w = Matrix.of(Numbers.reals(UNITS * UNITS), UNITS, UNITS);
    gw = Matrix.of(new float[UNITS * UNITS], UNITS, UNITS);
    y = Matrix.of(new float[ROWS * UNITS], ROWS, UNITS);
  }

  @Benchmark
  public int list() {
    kernels.spikes().list(dense, 0, ROWS, UNITS, rows);
    return rows.count();
  }

  @Benchmark
  public float[] product() {
    kernels.spikes().multiply(rows, w, y, false);
    return y.data();
  }

  @Benchmark
  public float[] dense() {
    kernels.matrices().multiply(Matrix.of(dense, ROWS, UNITS), w, y, false);
    return y.data();
  }

  @Benchmark
  public float[] weightGradient() {
    kernels.spikes().weightGradient(rows, y, gw, false);
    return gw.data();
  }
}
