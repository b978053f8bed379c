package org.hillock.data;

/** The hash "lookup3" of R. Jenkins (2006, public domain) that HDF5 uses as a checksum. */
final class Lookup3 {
  private Lookup3() {}

  static int hash(byte[] key, int length) {
    int a = 0xdeadbeef + length;
    int b = a;
    int c = a;
    int at = 0;
    for (; length - at > 12; at += 12) {
      a += word(key, at, length);
      b += word(key, at + 4, length);
      c += word(key, at + 8, length);
      a = (a - c) ^ Integer.rotateLeft(c, 4);
      c += b;
      b = (b - a) ^ Integer.rotateLeft(a, 6);
      a += c;
      c = (c - b) ^ Integer.rotateLeft(b, 8);
      b += a;
      a = (a - c) ^ Integer.rotateLeft(c, 16);
      c += b;
      b = (b - a) ^ Integer.rotateLeft(a, 19);
      a += c;
      c = (c - b) ^ Integer.rotateLeft(b, 4);
      b += a;
    }
    if (at == length) {
      return c;
    }
    a += word(key, at, length);
    b += word(key, at + 4, length);
    c += word(key, at + 8, length);
    c = (c ^ b) - Integer.rotateLeft(b, 14);
    a = (a ^ c) - Integer.rotateLeft(c, 11);
    b = (b ^ a) - Integer.rotateLeft(a, 25);
    c = (c ^ b) - Integer.rotateLeft(b, 16);
    a = (a ^ c) - Integer.rotateLeft(c, 4);
    b = (b ^ a) - Integer.rotateLeft(a, 14);
    return (c ^ b) - Integer.rotateLeft(b, 24);
  }

  /** Four bytes, with zeros behind the end. */
  private static int word(byte[] key, int at, int length) {
    int word = 0;
    for (int i = 0; i < 4 && at + i < length; i++) {
      word |= (key[at + i] & 0xff) << 8 * i;
    }
    return word;
  }
}
