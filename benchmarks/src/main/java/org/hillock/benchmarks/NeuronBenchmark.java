package org.hillock.benchmarks;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.hillock.compute.Compute;
import org.hillock.compute.Kernels;
import org.hillock.compute.LifRule;
import org.hillock.compute.Matrix;
import org.hillock.compute.Reset;
import org.hillock.compute.SpikeBits;
import org.hillock.compute.SpikeRows;
import org.hillock.compute.Surrogate;
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
 * A layer of 140 to 256 neurons, batch 128, 100 steps, 5 % input spikes. Plain Java is the peer.
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
public class NeuronBenchmark {
  @Param({"vector", "plain"})
  String provider;

  private static final int STEPS = 100;
  private static final int BATCH = 128;
  private static final int INPUTS = 140;
  private static final int OUTPUTS = 256;
  private final LifRule rule =
      LifRule.withTau(2, 1, 0, false, Reset.HARD, true, new Surrogate(Surrogate.Kind.ATAN, 5));
  private final SpikeRows rows = new SpikeRows();
  private final SpikeBits bits = new SpikeBits();
  private final float[] v = new float[BATCH * OUTPUTS];
  private final float[] h = new float[STEPS * BATCH * OUTPUTS];
  private final float[] s = new float[h.length];
  private final float[] gx = new float[h.length];
  private final float[] gi = new float[STEPS * BATCH * INPUTS];
  private Kernels kernels;
  private float[] dense;
  private float[] gs;
  private Matrix w;
  private Matrix gw;

  @Setup
  public void fill() {
    kernels = provider.equals("plain") ? Compute.plain(Workers.single()) : Compute.kernels();
    dense = Numbers.spikes(STEPS * BATCH * INPUTS, 0.05);
    rows.readDense(dense, 0, STEPS * BATCH, INPUTS);
    w = Matrix.of(Numbers.reals(INPUTS * OUTPUTS), INPUTS, OUTPUTS);
    gw = Matrix.of(new float[INPUTS * OUTPUTS], INPUTS, OUTPUTS);
    gs = Numbers.reals(h.length);
  }

  @Benchmark
  public float[] forwardFromDense() {
    Arrays.fill(v, 0);
    kernels.spikes().list(dense, 0, STEPS * BATCH, INPUTS, rows);
    kernels.neurons().forward(rule, STEPS, BATCH, rows, w, v, null, s, null);
    return s;
  }

  @Benchmark
  public SpikeBits forwardFromListsToBits() {
    Arrays.fill(v, 0);
    kernels.neurons().forward(rule, STEPS, BATCH, rows, w, v, null, null, bits);
    return bits;
  }

  @Benchmark
  public float[] forwardFromLists() {
    Arrays.fill(v, 0);
    kernels.neurons().forward(rule, STEPS, BATCH, rows, w, v, null, s, null);
    return s;
  }

  @Benchmark
  public float[] training() {
    Arrays.fill(v, 0);
    kernels.spikes().list(dense, 0, STEPS * BATCH, INPUTS, rows);
    kernels.neurons().forward(rule, STEPS, BATCH, rows, w, v, h, s, null);
    Arrays.fill(v, 0);
    Arrays.fill(gw.data(), 0);
    kernels.neurons().backward(rule, STEPS, BATCH, rows, null, h, gs, null, v, gx, gw);
    return gw.data();
  }

  @Benchmark
  public float[] trainingWithInputGradient() {
    training();
    Matrix g = Matrix.of(gx, STEPS * BATCH, OUTPUTS);
    kernels.matrices().multiply(g, w.transposed(), Matrix.of(gi, STEPS * BATCH, INPUTS), false);
    return gi;
  }
}
