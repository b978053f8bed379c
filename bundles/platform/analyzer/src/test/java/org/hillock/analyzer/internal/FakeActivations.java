package org.hillock.analyzer.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hillock.api.activation.Activations;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameListener;
import org.hillock.api.activation.FrameView.Kind;
import org.hillock.api.activation.Tap;
import org.hillock.api.activation.TapStatus;
import org.hillock.api.model.Mode;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/** Subscriptions that a test feeds. */
final class FakeActivations implements Activations {
  final List<String> history = new ArrayList<>();
  final List<String> tapsOpen = new CopyOnWriteArrayList<>();
  private final List<Fed> subscriptions = new CopyOnWriteArrayList<>();

  List<String> open() {
    return subscriptions.stream().map(s -> s.text).toList();
  }

  void show(String site) {
    Frame frame = frame(site);
    subscriptions.forEach(s -> s.listener.frame(frame));
  }

  static Frame frame(String site) {
    return new Frame(
        Kind.DATA,
        new UUID(0, 0),
        0,
        "",
        0,
        0,
        "m",
        "v",
        site,
        SiteSpec.Kind.DENSE,
        Mode.LIVE,
        -1,
        0,
        null,
        "",
        "",
        0,
        1,
        0,
        0,
        0,
        List.of(),
        Tensor.zeros(DType.F32, 1),
        List.of(),
        "",
        "",
        "");
  }

  @Override
  public void open(Tap tap) {
    tapsOpen.add(tap.name());
  }

  @Override
  public boolean close(String tap) {
    return tapsOpen.remove(tap);
  }

  @Override
  public List<TapStatus> taps() {
    return List.of();
  }

  @Override
  public Subscription subscribe(
      String model, String site, int every, Delivery delivery, FrameListener listener) {
    Fed fed = new Fed(model + " " + site + " " + every + " " + delivery, listener);
    history.add("+" + fed.text);
    subscriptions.add(fed);
    return fed;
  }

  private final class Fed implements Subscription {
    final String text;
    final FrameListener listener;

    Fed(String text, FrameListener listener) {
      this.text = text;
      this.listener = listener;
    }

    @Override
    public long received() {
      return 0;
    }

    @Override
    public long rejected() {
      return 0;
    }

    @Override
    public void close() {
      history.add("-" + text);
      subscriptions.remove(this);
    }
  }
}
