package org.hillock.benchmarks;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.hillock.compute.Compute;
import org.hillock.compute.DelayShape;
import org.hillock.compute.Kernels;
import org.hillock.compute.SpikeRows;
import org.hillock.compute.TapForm;
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
 * A delayed layer of 140 to 256 units with 25 taps, 100 steps, 5 % input spikes. Plain Java is the
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
public class DelayBenchmark {
  @Param({"vector", "plain"})
  String provider;

  @Param({"32", "128"})
  int batch;

  private static final int STEPS = 100;
  private static final int OUT_STEPS = 112;
  private final DelayShape shape = new DelayShape(140, 256, 25, 24);
  private final SpikeRows rows = new SpikeRows();
  private final float[] kernel = new float[shape.kernelSize()];
  private final float[] gKernel = new float[shape.kernelSize()];
  private final float[] w = Numbers.reals(140 * 256);
  private final float[] position = Numbers.reals(140 * 256);
  private final float[] sigma = new float[140 * 256];
  private final float[] gw = new float[140 * 256];
  private final float[] gp = new float[140 * 256];
  private Kernels kernels;
  private float[] y;
  private float[] gy;
  private float[] gx;

  @Setup
  public void fill() {
    kernels = provider.equals("plain") ? Compute.plain(Workers.single()) : Compute.kernels();
    Arrays.fill(sigma, 6);
    rows.readDense(Numbers.spikes(STEPS * batch * 140, 0.05), 0, STEPS * batch, 140);
    kernels.synapses().build(TapForm.GAUSS, shape, w, position, sigma, kernel, false);
    y = new float[OUT_STEPS * batch * 256];
    gy = Numbers.reals(y.length);
    gx = new float[STEPS * batch * 140];
  }

  @Benchmark
  public float[] build() {
    kernels.synapses().build(TapForm.GAUSS, shape, w, position, sigma, kernel, false);
    return kernel;
  }

  @Benchmark
  public float[] forward() {
    kernels.delays().forward(shape, batch, rows, kernel, OUT_STEPS, y);
    return y;
  }

  @Benchmark
  public float[] kernelGradient() {
    kernels.delays().kernelGradient(shape, batch, rows, OUT_STEPS, gy, gKernel);
    return gKernel;
  }

  @Benchmark
  public float[] synapseGradients() {
    kernels.synapses().gradients(TapForm.GAUSS, shape, w, position, sigma, gKernel, gw, gp, null);
    return gp;
  }

  @Benchmark
  public float[] inputGradient() {
    kernels.delays().inputGradient(shape, batch, OUT_STEPS, gy, kernel, STEPS, gx);
    return gx;
  }
}
