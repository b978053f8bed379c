package org.hillock.itests.shadow;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.hillock.api.data.Dataset;
import org.hillock.api.data.Split;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.Outputs;
import org.hillock.api.registry.CallOptions;
import org.hillock.api.registry.Client;
import org.hillock.api.registry.Registry;
import org.hillock.api.registry.SessionOptions;
import org.hillock.api.tensor.Tensor;

/** Test images on two threads: whole ones through a client, in parts through a session. */
final class Traffic {
  private static final int PARTS = 4;

  private final Registry registry;
  private final Dataset dataset;

  Traffic(Registry registry, Dataset dataset) {
    this.registry = registry;
    this.dataset = dataset;
  }

  /** Sends so many calls; a multiple of 8. */
  void send(int calls) {
    CompletableFuture<Void> whole =
        CompletableFuture.runAsync(
            () -> {
              CallOptions options = new CallOptions("whole", 1, Duration.ofSeconds(60));
              try (Client client = registry.client("fashion", options)) {
                images(client, calls / 2, 1);
              }
            });
    CallOptions options = new CallOptions("parts", 1, Duration.ofSeconds(60));
    try (Client session = registry.open("fashion", new SessionOptions(options, 0))) {
      images(session, calls / 2 / PARTS, PARTS);
    }
    whole.join();
  }

  private void images(Client client, int count, int parts) {
    int steps = dataset.sampleShape()[0];
    int length = steps / parts;
    Outputs outputs = Outputs.allocate(client.card(), length, 1);
    for (int image = 0; image < count; image++) {
      for (int part = 0; part < parts; part++) {
        int marks = (part == 0 ? Inputs.FIRST : 0) | (part == parts - 1 ? Inputs.LAST : 0);
        client.apply(rows(image, part * length, length).markAll(marks), outputs);
      }
    }
  }

  private Inputs rows(int index, int from, int length) {
    int channels = dataset.sampleShape()[1];
    Tensor image = Tensor.zeros(dataset.dtype(), dataset.sampleShape());
    dataset.read(Split.TEST, index % dataset.size(Split.TEST), image);
    float[] x = new float[length * channels];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) image.get(from * channels + i) / 255;
    }
    return Inputs.of(Tensor.of(x, length, 1, channels));
  }
}
