package org.hillock.itests.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.hillock.api.activation.Activations;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameView.Kind;
import org.hillock.api.activation.Tap;
import org.hillock.api.registry.Client;
import org.hillock.api.registry.Session;
import org.hillock.api.registry.VersionId;
import org.hillock.api.spi.Transport;
import org.hillock.fixtures.FixtureJar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.util.tracker.ServiceTracker;

/** The activation bundle is replaced while sessions are open and called without a pause. */
class ActivationUpdateTest {
  @InjectBundleContext BundleContext context;
  @TempDir Path folder;
  Stage stage;
  ServiceTracker<Activations, Activations> activations;
  final KeepingTransport transport = new KeepingTransport();
  ServiceRegistration<Transport> service;

  @BeforeEach
  void open() throws Exception {
    stage = new Stage(context, folder);
    service =
        context.registerService(
            Transport.class,
            transport,
            new Hashtable<>(Map.of(Transport.NAME, "keeping", "service.ranking", 1000)));
    activations = new ServiceTracker<>(context, Activations.class, null);
    activations.open();
  }

  @AfterEach
  void close() throws Exception {
    if (activations.getService() != null) {
      activations.getService().close("kept");
    }
    activations.close();
    service.unregister();
    stage.close();
  }

  @Test
  void noFrameIsLostOrNumberedTwiceWhenItIsUpdatedAndRefreshedUnderLoad() throws Exception {
    VersionId version =
        stage.deploy(FixtureJar.of("test.taps", "1.0.0").with("models", "taps"), "taps.jar");
    stage.swap(version);
    activations.waitForService(10_000).open(new Tap("kept", "taps", "*", 1, Delivery.LOSSLESS));
    Stage.await("the tap's transport", () -> isOn("keeping"));
    List<Session> sessions = List.of(stage.session("taps"), stage.session("taps"));
    Bundle bundle = stage.bundles("org.hillock.activation").get(0);
    try (Callers callers = new Callers(sessions)) {
      for (int round = 0; round < 3; round++) {
        int before = transport.frames().size();
        Stage.await("frames", () -> transport.frames().size() > before + 100);
        if (round == 1) {
          stage.refresh(bundle);
        } else {
          bundle.update();
        }
        activations.waitForService(10_000);
      }
      int last = transport.frames().size();
      Stage.await("frames after it", () -> transport.frames().size() > last + 100);
      callers.expectNoFailure();
    }
    assertTrue(isOn("keeping"), "the tap was taken over");
    for (Session session : sessions) {
      long calls = session.call();
      session.close();
      assertWhole(session, calls);
    }
  }

  private boolean isOn(String name) {
    Activations now = activations.getService();
    return now != null
        && now.taps().stream()
            .anyMatch(
                t ->
                    t.tap().name().equals("kept")
                        && t.transport().equals(name)
                        && t.state().equals("open"));
  }

  private void assertWhole(Client session, long calls) {
    List<Frame> own =
        transport.frames().stream().filter(f -> f.session().equals(session.id())).toList();
    assertEquals(
        LongStream.range(0, calls).boxed().toList(),
        own.stream().filter(f -> f.kind() == Kind.DATA).map(Frame::firstStep).toList(),
        "one frame a call, in order");
    for (String site : List.of("v", "")) {
      List<Long> numbers =
          own.stream().filter(f -> f.site().equals(site)).map(Frame::sequence).toList();
      assertEquals(
          LongStream.range(0, numbers.size()).boxed().toList(), numbers, "numbers of site " + site);
    }
    assertEquals(Kind.END, own.get(own.size() - 1).kind());
  }
}
