package org.hillock.registry.internal;

import static org.hillock.registry.internal.Bench.await;

import java.nio.file.Path;
import java.time.Duration;
import org.hillock.api.registry.Shadow;
import org.hillock.api.registry.ShadowOptions;
import org.hillock.api.registry.VersionId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A model with a live version, and another beside it. */
abstract class ShadowScene {
  static final Duration LONG = Duration.ofSeconds(20);

  @TempDir Path folder;
  Bench bench;
  final TestModel live = new TestModel(1);
  final TestModel next = new TestModel(1);
  VersionId one;
  VersionId two;

  @BeforeEach
  void open() {
    bench = new Bench(folder);
    one = bench.add("sum", 1, live);
    two = bench.add("sum", 2, next);
    bench.swap(one);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  final Shadow shadow() {
    return shadow(two, ShadowOptions.DEFAULT);
  }

  final Shadow shadow(VersionId candidate, ShadowOptions options) {
    return await(bench.registry.shadow(candidate, options));
  }
}
