package org.hillock.runtime.nd4j.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.nd4j.common.config.ND4JClassLoading;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * Prepares ND4J before its first class runs. The bundle is activated lazily, so nothing here
 * happens in a process that never uses ND4J. Framework properties:
 *
 * <ul>
 *   <li>{@code hillock.nd4j.cache}: folder under which each process unpacks the natives into one of
 *       its own, deleted at stop and at exit (default: the bundle's data area)
 *   <li>{@code hillock.nd4j.maxbytes}: off-heap memory for arrays (default 1g)
 *   <li>{@code hillock.nd4j.maxphysicalbytes}: resident memory of the whole process (default: heap
 *       limit + array limit + 1 GiB)
 * </ul>
 *
 * Values already given as {@code org.bytedeco.javacpp.*} system properties win.
 */
public final class Nd4jActivator implements BundleActivator {
  private NativeCache cache;

  @Override
  public void start(BundleContext context) throws IOException {
    MemoryLimits limits = MemoryLimits.of(context::getProperty, Runtime.getRuntime().maxMemory());
    limits.apply();
    if (System.getProperty(NativeCache.PROPERTY) == null) {
      String folder = context.getProperty("hillock.nd4j.cache");
      Path parent = folder == null ? context.getDataFile("natives").toPath() : Path.of(folder);
      cache = NativeCache.open(parent);
    }
    ND4JClassLoading.setNd4jClassloader(Nd4jActivator.class.getClassLoader());
  }

  @Override
  public void stop(BundleContext context) {
    if (cache != null) {
      cache.close();
      cache = null;
    }
  }
}
