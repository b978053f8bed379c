package org.hillock.compute.internal;

import java.io.IOException;
import java.io.InputStream;

/**
 * Defines the classes of the vector provider, and gives them the incubator module's package from
 * the module's own loader. An OSGi framework exports that package only if it is told to, and a
 * bundle that imports it would behave differently in each.
 */
final class VectorLoader extends ClassLoader {
  private static final String OWN = "org.hillock.compute.internal.vector.";
  private static final String INCUBATOR = "jdk.incubator.vector.";

  private final ClassLoader bundle;
  private final Module module;

  VectorLoader(ClassLoader bundle, Module module) {
    super(bundle);
    this.bundle = bundle;
    this.module = module;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith(INCUBATOR)) {
      return Class.forName(name, false, module.getClassLoader());
    }
    if (!name.startsWith(OWN)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : define(name);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = bundle.getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] code = in.readAllBytes();
      return defineClass(name, code, 0, code.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
