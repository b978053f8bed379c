package org.hillock.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.hillock.api.data.Split;

/** Computes what {@link org.hillock.api.data.Dataset#splitHash} promises. */
final class SplitHash {
  private final MessageDigest digest = sha256();
  private final ByteBuffer entry = ByteBuffer.allocate(3 * Integer.BYTES);

  SplitHash(String id) {
    digest.update(id.getBytes(StandardCharsets.UTF_8));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("expected SHA-256 in every Java platform", e);
    }
  }

  SplitHash add(Split split, int index, int label, String group) {
    entry.clear();
    entry.putInt(split.ordinal()).putInt(index).putInt(label);
    digest.update(entry.array());
    digest.update(group.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  SplitHash add(byte[] content) {
    digest.update(content);
    return this;
  }

  String text() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
