package org.hillock.compute.internal;

import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import org.hillock.compute.internal.plain.PlainProvider;

/**
 * The provider that this virtual machine uses, and why.
 *
 * @param provider makes the kernels
 * @param description one line with the reason
 */
public record Choice(Provider provider, String description) {
  private static final String PROPERTY = "hillock.compute";
  private static final String MODULE = "jdk.incubator.vector";
  private static final String VECTOR = "org.hillock.compute.internal.vector.VectorProvider";

  /** Holds the choice: made at first use, by one thread. */
  private static final class Holder {
    private static final Choice CHOICE = make(System.getProperty(PROPERTY, "vector"));

    static {
      System.getLogger("org.hillock.compute").log(Level.INFO, CHOICE.description);
    }
  }

  /** The choice, made at the first call. */
  public static Choice made() {
    return Holder.CHOICE;
  }

  /** The reference. */
  public static Provider plain() {
    return new PlainProvider();
  }

  static Choice make(String wish) {
    if (wish.equals("plain")) {
      return plain("asked for by " + PROPERTY + "=plain");
    }
    if (!wish.equals("vector")) {
      return plain(PROPERTY + ": expected plain or vector, got " + wish);
    }
    Module module = ModuleLayer.boot().findModule(MODULE).orElse(null);
    if (module == null) {
      return plain("no module " + MODULE + "; java --add-modules " + MODULE + " has it");
    }
    try {
      ClassLoader loader = new VectorLoader(Choice.class.getClassLoader(), module);
      Provider vector = (Provider) loader.loadClass(VECTOR).getDeclaredConstructor().newInstance();
      return new Choice(vector, "kernels: vector, " + vector.detail());
    } catch (InvocationTargetException e) {
      return plain("vector instructions: " + e.getCause().getMessage());
    } catch (ReflectiveOperationException | LinkageError e) {
      return plain("vector instructions failed: " + e);
    }
  }

  private static Choice plain(String reason) {
    return new Choice(plain(), "kernels: plain Java (" + reason + ")");
  }
}
