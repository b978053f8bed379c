package org.hillock.record.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.felix.service.command.CommandSession;
import org.hillock.api.activation.Activations;
import org.hillock.api.activation.Activations.Subscription;
import org.hillock.api.activation.FrameListener;
import org.hillock.api.registry.ModelInfo;
import org.hillock.api.registry.Registry;
import org.hillock.api.registry.RouteOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordCommandTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream console = new ByteArrayOutputStream();
  private final CountDownLatch subscribed = new CountDownLatch(1);

  @Test
  void aRecordingThatIsInterruptedIsReadable() throws Exception {
    Path file = folder.resolve("run.safetensors");
    FutureTask<Void> recording = new FutureTask<>(() -> record(file, 0, 60));
    Thread thread = new Thread(recording, "recording");
    thread.start();
    assertTrue(subscribed.await(10, TimeUnit.SECONDS));
    thread.interrupt();
    Exception ended =
        assertThrows(ExecutionException.class, () -> recording.get(10, TimeUnit.SECONDS));
    assertEquals(InterruptedException.class, ended.getCause().getClass());
    AtomicLong read = new AtomicLong();
    RecordingReader.open(file).forEach(frame -> read.incrementAndGet());
    assertEquals(40, read.get());
    assertTrue(console.toString().startsWith("40 frames and markers are in " + file));
    try (var files = Files.list(folder)) {
      assertEquals(2, files.count());
    }
  }

  @Test
  void whatTakesLongerThanTwoSecondsSaysEachSecondWhereItStands() throws Exception {
    record(folder.resolve("slow.safetensors"), 0, 4);
    List<String> lines = console.toString().lines().toList();
    assertTrue(lines.get(0).matches("38 frames, 0 MiB after [23] s"), lines::toString);
    assertTrue(lines.size() >= 2 && lines.size() <= 4, lines::toString);
  }

  @Test
  void moreThanTheHeapHoldsIsRecordedAndReadBack() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx40m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                BigRecordingMain.class.getName(),
                folder.resolve("big.safetensors").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor(), said);
    assertTrue(said.matches("(?s)[3-9] times the heap, 2000\\n"), said);
  }

  private Void record(Path file, int frames, int seconds) throws Exception {
    Activations activations =
        proxy(
            Activations.class,
            Map.of(
                "subscribe",
                args -> {
                  FrameListener listener = (FrameListener) args[4];
                  RecordingTest.frames(40).forEach(listener::frame);
                  subscribed.countDown();
                  return proxy(Subscription.class, Map.of("close", none -> null));
                }));
    Registry registry =
        proxy(
            Registry.class,
            Map.of(
                "model",
                args ->
                    new ModelInfo(
                        "m",
                        List.of(),
                        java.util.Optional.empty(),
                        List.of(),
                        RouteOptions.DEFAULT,
                        0,
                        0)));
    CommandSession session =
        proxy(CommandSession.class, Map.of("getConsole", none -> new PrintStream(console, true)));
    new RecordCommands(registry, activations)
        .record(session, file.toString(), frames, seconds, 1, false, "m", "*");
    return null;
  }

  private interface Answer {
    Object to(Object[] args) throws Exception;
  }

  @SuppressWarnings("unchecked")
  private static <T> T proxy(Class<T> type, Map<String, Answer> answers) {
    return (T)
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, args) -> answers.get(method.getName()).to(args));
  }
}
