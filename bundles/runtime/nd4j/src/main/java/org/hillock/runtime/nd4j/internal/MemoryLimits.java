package org.hillock.runtime.nd4j.internal;

import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Limits in bytes on arrays outside the heap, and on the resident memory of the process. */
record MemoryLimits(long arrays, long process) {
  private static final long GIB = 1L << 30;
  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([kmgt]?)b?");

  static MemoryLimits of(UnaryOperator<String> properties, long heap) {
    long arrays = size(properties, "hillock.nd4j.maxbytes", GIB);
    long process = size(properties, "hillock.nd4j.maxphysicalbytes", heap + arrays + GIB);
    return new MemoryLimits(arrays, process);
  }

  void apply() {
    setIfAbsent("org.bytedeco.javacpp.maxbytes", arrays);
    setIfAbsent("org.bytedeco.javacpp.maxphysicalbytes", process);
  }

  private static void setIfAbsent(String key, long value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, Long.toString(value));
    }
  }

  private static long size(UnaryOperator<String> properties, String key, long absent) {
    String text = properties.apply(key);
    if (text == null || text.isBlank()) {
      return absent;
    }
    Matcher matcher = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "Framework property " + key + ": expected a size such as 512m or 2g, got '" + text + "'");
    }
    int shift = 10 * ("kmgt".indexOf(matcher.group(2)) + 1);
    return Long.parseLong(matcher.group(1)) << (matcher.group(2).isEmpty() ? 0 : shift);
  }
}
