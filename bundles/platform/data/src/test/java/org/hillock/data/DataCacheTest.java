package org.hillock.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCacheTest {
  private static final byte[] CONTENT = new byte[200_000];

  @TempDir Path folder;
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;
  private DataCache cache;
  private String sha256;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/file",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(200, CONTENT.length);
          try (var body = exchange.getResponseBody()) {
            body.write(CONTENT);
          }
        });
    server.start();
    cache = new DataCache(folder);
    sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(CONTENT));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private URI source(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  @Test
  void aFileIsFetchedOnceAndItsProgressTold() throws IOException {
    Download download = new Download("set/file.bin", source("/file"), sha256);
    List<Long> done = new ArrayList<>();
    Path file = cache.get(download, (now, total) -> done.add(total == CONTENT.length ? now : -1));
    assertEquals(folder.resolve("set/file.bin"), file);
    assertEquals(CONTENT.length, Files.size(file));
    assertEquals(CONTENT.length, done.get(done.size() - 1));
    assertTrue(done.size() > 1, "told " + done.size() + " times");
    cache.get(download, (now, total) -> {});
    assertEquals(1, requests.get());
  }

  @Test
  void aDamagedFileInTheCacheIsFetchedAgain() throws IOException {
    Download download = new Download("file.bin", source("/file"), sha256);
    Files.write(cache.path("file.bin"), new byte[3]);
    assertEquals(CONTENT.length, Files.size(cache.get(download, (now, total) -> {})));
  }

  @Test
  void anotherContentIsRefusedAndLeavesNothing() throws IOException {
    Download download = new Download("file.bin", source("/file"), "0".repeat(64));
    IOException e = assertThrows(IOException.class, () -> cache.get(download, (n, t) -> {}));
    assertEquals(
        "expected SHA-256 " + "0".repeat(64) + " for file.bin, got " + sha256 + " of 200000 bytes",
        e.getMessage());
    try (var files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void withoutAServerTheMessageSaysWhereToPutTheFile() {
    URI gone = source("/file");
    server.stop(0);
    IOException e =
        assertThrows(
            IOException.class,
            () -> cache.get(new Download("file.bin", gone, sha256), (n, t) -> {}));
    assertTrue(e.getMessage().contains("without a network"), e.getMessage());
    assertTrue(e.getMessage().contains(folder.resolve("file.bin").toString()), e.getMessage());
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
  }

  @Test
  void aFileThatTheServerDoesNotHaveIsNamed() {
    Download download = new Download("file.bin", source("/none"), sha256);
    IOException e = assertThrows(IOException.class, () -> cache.get(download, (n, t) -> {}));
    assertTrue(e.getMessage().contains("FileNotFound"), e.getMessage());
  }

  @Test
  void namesOutsideTheFolderAndWrongHashesAreRefused() {
    URI source = source("/file");
    for (String name : List.of("", "../x", "/etc/x", "a/../../x", "a/./x")) {
      assertThrows(IllegalArgumentException.class, () -> new Download(name, source, sha256), name);
    }
    assertThrows(IllegalArgumentException.class, () -> new Download("x", source, "abc"));
  }

  @Test
  void thePackageOfASetIsUnpackedAndChecked() throws IOException {
    PackagedData data =
        new PackagedData(
            "set",
            "none",
            List.of(
                List.of("sh", "-c", "head -c 200000 /dev/zero > part && tar -cf all.tar part"),
                List.of("rm", "part"),
                List.of("tar", "-xf", "ARCHIVE")),
            Map.of("part", sha256));
    assertEquals(folder.resolve("set"), data.get(cache));
    assertEquals(CONTENT.length, Files.size(folder.resolve("set/part")));
    PackagedData known =
        new PackagedData("set", "none", List.of(List.of("false")), Map.of("part", sha256));
    assertEquals(folder.resolve("set"), known.get(cache));
  }

  @Test
  void aClientThatFailsOrIsMissingIsNamed() {
    PackagedData failing =
        new PackagedData("set", "none", List.of(List.of("false")), Map.of("part", sha256));
    IOException e = assertThrows(IOException.class, () -> failing.get(cache));
    assertTrue(e.getMessage().contains("exit status 1"), e.getMessage());
    PackagedData missing =
        new PackagedData(
            "set", "none", List.of(List.of("no-such-program-here")), Map.of("part", sha256));
    IOException gone = assertThrows(IOException.class, () -> missing.get(cache));
    assertTrue(gone.getMessage().contains("no-such-program-here"), gone.getMessage());
  }

  @Test
  void theCommandFetchesAUrlAndExplainsWrongArguments() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    assertEquals(0, fetch(out, err, source("/file").toString(), sha256));
    assertTrue(out.toString().contains("file: 0.2 MB of 0.2"), out.toString());
    assertEquals(2, fetch(out, err, "unknown-set"));
    assertTrue(err.toString().contains("expected one of [fashion-mnist, mnist]"), err.toString());
    assertEquals(2, fetch(out, err, "unknown", "hash"));
    assertEquals(1, fetch(out, err, source("/file").toString(), "1".repeat(64)));
  }

  private int fetch(ByteArrayOutputStream out, ByteArrayOutputStream err, String... arguments) {
    return FetchData.run(arguments, cache, new PrintStream(out), new PrintStream(err));
  }
}
