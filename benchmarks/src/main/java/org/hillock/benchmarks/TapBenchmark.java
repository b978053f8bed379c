package org.hillock.benchmarks;

import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.hillock.activation.internal.Hub;
import org.hillock.activation.internal.memory.MemoryTransport;
import org.hillock.api.activation.Activations.Subscription;
import org.hillock.api.activation.Delivery;
import org.hillock.api.model.Axis;
import org.hillock.api.model.Hook;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.model.TensorSpec;
import org.hillock.api.registry.VersionId;
import org.hillock.api.spi.Recorder;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a tap on one site of 256 floats costs the thread that runs a call, beside the copy alone as
 * the physical limit. Readers of a saturated live queue see drops; that is meant.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TapBenchmark {
  private static final int UNITS = 256;
  private static final VersionId VERSION = new VersionId("m", "org.m", "1.0.0", "0".repeat(64));

  /** The hub that all threads share. */
  @State(Scope.Benchmark)
  public static class Platform {
    @Param({"none", "live", "lossless"})
    public String tap;

    Hub hub;
    private MemoryTransport memory;
    private Subscription reader;
    ModelCard card;

    @Setup(Level.Trial)
    public void open() {
      memory = new MemoryTransport(32 << 20);
      hub = new Hub("local");
      hub.transport("memory", memory, true);
      card =
          ModelCard.builder("m")
              .inputs(TensorSpec.of("x", DType.F32, Axis.time(), Axis.batch()))
              .sites(SiteSpec.dense("v", UNITS, 0.001))
              .build();
      if (!tap.equals("none")) {
        Delivery delivery = tap.equals("live") ? Delivery.LIVE : Delivery.LOSSLESS;
        reader = hub.subscribe("m", "v", 1, delivery, frame -> {});
      }
    }

    @TearDown(Level.Trial)
    public void close() {
      if (reader != null) {
        reader.close();
      }
      hub.close();
      memory.close();
    }
  }

  /** A stream of its own for each thread. */
  @State(Scope.Thread)
  public static class Stream {
    Recorder recorder;
    Inputs inputs;
    Tensor values;
    float[] target;
    long call;

    @Setup(Level.Trial)
    public void open(Platform platform) {
      recorder = platform.hub.recorder("m", UUID.randomUUID(), "bench", 1);
      inputs = Inputs.of(1, 1, Tensor.zeros(DType.F32, 1, 1));
      values = Tensor.zeros(DType.F32, 1, 1, UNITS);
      target = new float[UNITS];
    }
  }

  @Benchmark
  public long call(Platform platform, Stream stream) {
    long call = stream.call++;
    Recorder recorder = stream.recorder;
    if (recorder.active()) {
      recorder.admit(TimeUnit.SECONDS.toNanos(30));
      Hook hook = recorder.begin(VERSION, platform.card, stream.inputs, call, 0).at(0);
      if (hook != null) {
        hook.emit(call, stream.values, null);
      }
      recorder.commit();
    }
    return call;
  }

  @Benchmark
  public float[] copyAlone(Stream stream) {
    stream.values.copyTo(0, stream.target, 0, UNITS);
    return stream.target;
  }
}
