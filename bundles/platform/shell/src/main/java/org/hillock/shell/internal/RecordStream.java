package org.hillock.shell.internal;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes bytes as records of a kind, a length and the bytes; several may share one target. */
final class RecordStream extends OutputStream {
  private final DataOutputStream target;
  private final char kind;

  RecordStream(DataOutputStream target, char kind) {
    this.target = target;
    this.kind = kind;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    if (length == 0) {
      return;
    }
    synchronized (target) {
      target.writeByte(kind);
      target.writeInt(length);
      target.write(bytes, from, length);
      target.flush();
    }
  }
}
