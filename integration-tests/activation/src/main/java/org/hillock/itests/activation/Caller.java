package org.hillock.itests.activation;

import java.util.UUID;
import org.hillock.api.model.Axis;
import org.hillock.api.model.Hook;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.model.TensorSpec;
import org.hillock.api.registry.VersionId;
import org.hillock.api.spi.Recorder;
import org.hillock.api.spi.Recorders;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/** Calls as the registry makes them, on a model with one dense site v of two units. */
final class Caller implements AutoCloseable {
  private final String model;
  private final ModelCard card;
  private final VersionId version;
  private final Recorder recorder;
  private long call;

  Caller(Recorders recorders, String model) {
    this.model = model;
    this.card =
        ModelCard.builder(model)
            .inputs(TensorSpec.of("x", DType.F32, Axis.time(), Axis.batch()))
            .sites(SiteSpec.dense("v", 2, 0.001))
            .build();
    this.version = new VersionId(model, "org.m", "1.0.0", "0".repeat(64));
    this.recorder = recorders.recorder(model, UUID.randomUUID(), model, 1);
  }

  String model() {
    return model;
  }

  boolean active() {
    return recorder.active();
  }

  /** One call of one step that shows {@code value} and 1; returns what the model goes on with. */
  float call(float value) {
    Tensor values = Tensor.of(new float[] {value, 1}, 1, 1, 2);
    if (recorder.active()) {
      recorder.admit(1_000_000_000);
      Inputs inputs = Inputs.of(1, 1, Tensor.zeros(DType.F32, 1, 1)).eventTime(1_000 * call);
      Hook hook = recorder.begin(version, card, inputs, call, 0).at(0);
      if (hook != null) {
        hook.emit(call, values, null);
      }
      recorder.commit();
    }
    call++;
    return (float) values.get(0);
  }

  @Override
  public void close() {
    recorder.end("test over");
  }
}
