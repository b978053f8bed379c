package org.hillock.itests.contract;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.hillock.api.activation.Activations;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameView;
import org.hillock.api.model.Axis;
import org.hillock.api.model.Checkpoint;
import org.hillock.api.model.InputException;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.Outputs;
import org.hillock.api.model.TensorSpec;
import org.hillock.api.registry.CallOptions;
import org.hillock.api.registry.Client;
import org.hillock.api.registry.Deployer;
import org.hillock.api.registry.Registry;
import org.hillock.api.registry.Session;
import org.hillock.api.registry.SessionOptions;
import org.hillock.api.tensor.Tensor;
import org.hillock.contract.Check;
import org.hillock.contract.ModelContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;

/**
 * What every model bundle must hold on a running platform; a new model is one more jar in the list.
 */
class ModelBundleTest {
  private static final String DELAYS = "models/delays.jar";

  @InjectBundleContext BundleContext context;

  @InjectService(timeout = 10_000)
  Registry registry;

  @InjectService(timeout = 10_000)
  Deployer deployer;

  @InjectService(timeout = 10_000)
  Activations activations;

  private DeployedModel deployed;

  @AfterEach
  void uninstall() throws Exception {
    if (deployed != null) {
      deployed.bundle().uninstall();
    }
  }

  private String deploy(String jar) throws Exception {
    deployed = DeployedModel.of(jar, context, registry, deployer);
    return deployed.name();
  }

  @ParameterizedTest
  @ValueSource(strings = DELAYS)
  void theModelHoldsItsContract(String jar) throws Exception {
    deploy(jar);
    Checkpoint checkpoint = deployed.checkpoint();
    List<Check> checks = ModelContract.of(deployed.factory(), checkpoint);
    deployed.ungetFactory();
    assertTrue(checks.size() >= 10, checks.size() + " checks");
    assertAll(checks.stream().map(check -> () -> check.body().run()));
  }

  @ParameterizedTest
  @ValueSource(strings = DELAYS)
  void aBufferOverwrittenAfterATapLeavesTheFrameUnchanged(String jar) throws Exception {
    String model = deploy(jar);
    List<Frame> first = new ArrayList<>();
    List<Frame> again = new ArrayList<>();
    CountDownLatch overwritten = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    try (Activations.Subscription reader =
        activations.subscribe(
            model,
            "*",
            1,
            Delivery.LOSSLESS,
            frame -> keep(frame, first, again, overwritten, ended))) {
      try (Client client = registry.client(model, CallOptions.DEFAULT)) {
        ModelCard card = client.card();
        Outputs outputs = Outputs.allocate(card, card.example().time(), 1);
        client.apply(card.example().call(), outputs);
        Inputs others = card.example().call();
        for (int i = 0; i < others.tensor(0).size(); i++) {
          others.tensor(0).set(i, 1 - others.tensor(0).get(i));
        }
        client.apply(others, outputs);
        overwritten.countDown();
        client.apply(card.example().call(), outputs);
      }
      assertTrue(ended.await(20, TimeUnit.SECONDS), "expected the frames of three calls");
      assertEquals(0, reader.rejected());
    }
    assertEquals(first.size(), again.size());
    assertNotEquals(0, first.size());
    for (int i = 0; i < first.size(); i++) {
      assertTrue(first.get(i).values().contentEquals(again.get(i).values()), first.get(i).site());
    }
  }

  /** Holds the reader at the first frame until the model has computed something else. */
  private static void keep(
      FrameView frame,
      List<Frame> first,
      List<Frame> again,
      CountDownLatch overwritten,
      CountDownLatch ended) {
    if (frame.kind() == FrameView.Kind.END) {
      ended.countDown();
    }
    if (frame.kind() != FrameView.Kind.DATA) {
      return;
    }
    try {
      assertTrue(overwritten.await(20, TimeUnit.SECONDS), "expected a second call");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (frame.call() == 0) {
      first.add(Frame.copyOf(frame));
    } else if (frame.call() == 2) {
      again.add(Frame.copyOf(frame));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = DELAYS)
  void wrongInputsAreRefusedAndChangeNothing(String jar) throws Exception {
    String model = deploy(jar);
    try (Session session = registry.open(model, SessionOptions.DEFAULT)) {
      ModelCard card = session.card();
      Outputs outputs = Outputs.allocate(card, card.example().time(), 1);
      session.apply(card.example().call(), outputs);
      long step = session.step();
      TensorSpec spec = card.inputs().get(0);
      Tensor wider = Tensor.zeros(spec.dtype(), widened(card.example().call().tensor(0)));
      Inputs wrongShape =
          Inputs.of(wider.dim(spec.axis(Axis.TIME)), 1, wider).markAll(Inputs.FIRST);
      Inputs notANumber = card.example().call();
      notANumber.tensor(0).set(3, Double.NaN);

      String shape =
          assertThrows(InputException.class, () -> session.apply(wrongShape, outputs)).getMessage();
      String value =
          assertThrows(InputException.class, () -> session.apply(notANumber, outputs)).getMessage();

      assertTrue(shape.contains("expected " + spec) && shape.contains("got "), shape);
      assertTrue(value.contains("NaN at element 3") && value.contains(model), value);
      assertEquals(step, session.step());
      session.apply(card.example().call(), outputs);
    }
  }

  private static int[] widened(Tensor tensor) {
    int[] shape = tensor.shape();
    shape[shape.length - 1]++;
    return shape;
  }

  @ParameterizedTest
  @ValueSource(strings = DELAYS)
  void itGoesWithoutATraceThoughForeignThreadsLiveOn(String jar) throws Exception {
    ExecutorService foreign = Executors.newFixedThreadPool(2);
    try {
      String model = deploy(jar);
      Set<String> before = threadNames();
      double[] results = new double[2];
      for (int i = 0; i < 2; i++) {
        int caller = i;
        foreign.submit(() -> results[caller] = call(model)).get(20, TimeUnit.SECONDS);
      }
      assertArrayEquals(new double[] {results[0], results[0]}, results);
      assertEquals(before, threadNames());
      WeakReference<ClassLoader> loader =
          new WeakReference<>(deployed.bundle().adapt(BundleWiring.class).getClassLoader());
      deployed.bundle().uninstall();
      deployed = null;
      assertNull(collected(loader), "expected the class loader of " + jar + " to go");
    } finally {
      foreign.shutdownNow();
    }
  }

  private double call(String model) {
    try (Client client = registry.client(model, CallOptions.DEFAULT)) {
      ModelCard card = client.card();
      Outputs outputs = Outputs.allocate(card, card.example().time(), 1);
      client.apply(card.example().call(), outputs);
      return outputs.tensor(0).get(0);
    }
  }

  private static Set<String> threadNames() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> !name.startsWith("pool-") && !name.startsWith("process reaper"))
        .collect(Collectors.toSet());
  }

  private ClassLoader collected(WeakReference<ClassLoader> loader) throws InterruptedException {
    context.getBundle(0).adapt(FrameworkWiring.class).refreshBundles(null);
    for (int i = 0; i < 100 && loader.get() != null; i++) {
      System.gc();
      Thread.sleep(100);
    }
    return loader.get();
  }
}
