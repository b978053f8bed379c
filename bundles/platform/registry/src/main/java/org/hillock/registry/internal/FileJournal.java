package org.hillock.registry.internal;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hillock.api.registry.VersionId;

/** A journal of JSON lines in one file, forced to disk at each entry. */
public final class FileJournal implements Journal, AutoCloseable {
  private static final System.Logger LOG = System.getLogger("org.hillock.registry");

  private final JsonProvider json = JsonProvider.provider();
  private final FileChannel channel;
  // guarded by this
  private final List<JournalEntry> entries = new ArrayList<>();

  /** Reads the file, made where it is missing; a last line cut off by a crash is removed. */
  public FileJournal(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    this.channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    byte[] bytes = Files.readAllBytes(file);
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    if (end < bytes.length) {
      LOG.log(System.Logger.Level.WARNING, "journal " + file + ": removed an unfinished last line");
      channel.truncate(end);
    }
    channel.position(end);
    int number = 0;
    for (String line : new String(bytes, 0, end, StandardCharsets.UTF_8).split("\n")) {
      number++;
      if (!line.isBlank()) {
        read(file, number, line);
      }
    }
  }

  private void read(Path file, int number, String line) {
    try (JsonReader reader = json.createReader(new StringReader(line))) {
      entries.add(parse(reader.readObject()));
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "journal " + file + " line " + number + " cannot be read: " + FailureText.of(e));
    }
  }

  @Override
  public synchronized void append(JournalEntry entry) throws IOException {
    ByteBuffer line = ByteBuffer.wrap((format(entry) + "\n").getBytes(StandardCharsets.UTF_8));
    long start = channel.position();
    try {
      while (line.hasRemaining()) {
        channel.write(line);
      }
      channel.force(true);
    } catch (IOException e) {
      channel.truncate(start);
      throw e;
    }
    entries.add(entry);
  }

  @Override
  public synchronized List<JournalEntry> entries() {
    return List.copyOf(entries);
  }

  @Override
  public synchronized void close() throws IOException {
    channel.close();
  }

  private String format(JournalEntry entry) {
    JsonArrayBuilder versions = json.createArrayBuilder();
    for (VersionId id : entry.versions()) {
      versions.add(
          json.createObjectBuilder()
              .add("model", id.model())
              .add("bundle", id.bundle())
              .add("bundleVersion", id.bundleVersion())
              .add("checkpoint", id.checkpoint()));
    }
    return json.createObjectBuilder()
        .add("at", entry.at().toString())
        .add("action", entry.action())
        .add("versions", versions)
        .add("jar", entry.jar())
        .add("file", entry.file())
        .add("text", entry.text())
        .build()
        .toString();
  }

  private static JournalEntry parse(JsonObject line) {
    JsonArray array = line.getJsonArray("versions");
    List<VersionId> versions = new ArrayList<>();
    for (JsonValue value : array) {
      JsonObject v = value.asJsonObject();
      versions.add(
          new VersionId(
              v.getString("model"),
              v.getString("bundle"),
              v.getString("bundleVersion"),
              v.getString("checkpoint")));
    }
    return new JournalEntry(
        Instant.parse(line.getString("at")),
        line.getString("action"),
        versions,
        line.getString("jar", ""),
        line.getString("file", ""),
        line.getString("text", ""));
  }
}
