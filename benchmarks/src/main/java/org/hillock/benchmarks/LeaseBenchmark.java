package org.hillock.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.hillock.activation.internal.Hub;
import org.hillock.activation.internal.memory.MemoryTransport;
import org.hillock.api.model.Checkpoint;
import org.hillock.api.model.Hooks;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.Outputs;
import org.hillock.api.registry.CallOptions;
import org.hillock.api.registry.Client;
import org.hillock.api.registry.SessionOptions;
import org.hillock.api.registry.SwapRequest;
import org.hillock.api.registry.VersionId;
import org.hillock.api.tensor.Tensor;
import org.hillock.registry.internal.CoreRegistry;
import org.hillock.registry.internal.Limits;
import org.hillock.registry.internal.MemoryJournal;
import org.hillock.registry.internal.RecorderSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the registry adds to a call without taps: input check, turn, lease, empty hooks, deadline.
 * Beside it the same call on the bare model.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LeaseBenchmark {
  /** The registry and the activation service that all threads share. */
  @State(Scope.Benchmark)
  public static class Platform {
    final OneUnit model = new OneUnit();
    CoreRegistry registry;
    private Path folder;
    private MemoryTransport memory;
    private Hub hub;

    @Setup(Level.Trial)
    public void open() throws IOException {
      folder = Files.createTempDirectory("hillock-lease");
      memory = new MemoryTransport(32 << 20);
      hub = new Hub("local");
      hub.transport("memory", memory, true);
      RecorderSource recorders = new RecorderSource();
      recorders.set(hub);
      registry = new CoreRegistry(Limits.DEFAULT, new MemoryJournal(), folder, recorders);
      VersionId id = new VersionId("one", "org.hillock.benchmarks", "1.0.0", Checkpoint.NONE);
      registry.add(id, model.source());
      registry.swap(SwapRequest.to(id)).join();
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
      registry.close();
      hub.close();
      memory.close();
      Files.delete(folder);
    }
  }

  /** The handles of one thread. */
  @State(Scope.Thread)
  public static class Caller {
    final Inputs inputs = Inputs.of(Tensor.of(new float[] {1}, 1, 1, 1));
    final Outputs outputs = Outputs.of(Tensor.of(new float[1], 1, 1));
    Client client;
    Client session;
    org.hillock.api.model.State state;

    @Setup(Level.Trial)
    public void open(Platform platform) {
      client = platform.registry.client("one", CallOptions.DEFAULT);
      session = platform.registry.open("one", SessionOptions.DEFAULT);
      state = platform.model.initialState(1);
    }
  }

  @Benchmark
  public Object bare(Platform platform, Caller caller) {
    caller.state = platform.model.apply(caller.inputs, caller.state, caller.outputs, Hooks.NONE);
    return caller.state;
  }

  @Benchmark
  public Object client(Caller caller) {
    return caller.client.apply(caller.inputs, caller.outputs);
  }

  @Benchmark
  public Object session(Caller caller) {
    return caller.session.apply(caller.inputs, caller.outputs);
  }
}
