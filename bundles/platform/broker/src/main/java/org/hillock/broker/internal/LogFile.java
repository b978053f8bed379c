package org.hillock.broker.internal;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A log of bounded size: one file, and one older beside it. */
final class LogFile implements AutoCloseable {
  private final Path file;
  private final Path older;
  private final long limit;

  /** Guarded by this. */
  private Writer writer;

  /** Guarded by this. */
  private long size;

  LogFile(Path file, long limit) throws IOException {
    this.file = file;
    this.older = file.resolveSibling(file.getFileName() + ".1");
    this.limit = limit;
    open();
  }

  synchronized void line(String text) throws IOException {
    if (size > limit) {
      writer.close();
      Files.move(file, older, StandardCopyOption.REPLACE_EXISTING);
      open();
    }
    writer.write(text);
    writer.write('\n');
    writer.flush();
    size += text.length() + 1L;
  }

  @Override
  public synchronized void close() throws IOException {
    writer.close();
  }

  private synchronized void open() throws IOException {
    writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    size = Files.size(file);
  }
}
