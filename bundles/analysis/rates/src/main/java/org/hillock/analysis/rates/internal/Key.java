package org.hillock.analysis.rates.internal;

/** Names of entries in the state: statistics by version, site and window, or over all windows. */
record Key(String version, String site, long window) implements Comparable<Key> {
  /** The window of statistics over all windows. */
  static final long ALL = Long.MIN_VALUE;

  /** The entry of counters, see {@link Windows}. */
  static final String COUNTERS = "counters";

  static Key parse(String text) {
    String[] parts = text.split("\n", -1);
    return new Key(parts[0], parts[1], Long.parseLong(parts[2]));
  }

  String text() {
    return version + "\n" + site + "\n" + window;
  }

  @Override
  public int compareTo(Key other) {
    int bySite = site.compareTo(other.site);
    int byWindow = bySite != 0 ? bySite : Long.compare(window, other.window);
    return byWindow != 0 ? byWindow : version.compareTo(other.version);
  }
}
