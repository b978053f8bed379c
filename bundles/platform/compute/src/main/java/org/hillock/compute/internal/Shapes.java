package org.hillock.compute.internal;

import org.hillock.compute.DelayShape;
import org.hillock.compute.DoubleMatrix;
import org.hillock.compute.Matrix;

/** Checks at the border of the kernels. */
public final class Shapes {
  private Shapes() {}

  /** Refuses factors that do not fit each other or their product. */
  public static void product(Matrix a, Matrix b, Matrix c) {
    if (a.columns() != b.rows() || a.rows() != c.rows() || b.columns() != c.columns()) {
      throw new IllegalArgumentException(misfit(a, b, c));
    }
    if (c.columnStride() != 1 && c.rowStride() != 1) {
      throw new IllegalArgumentException(
          "product: expected a result with a stride of 1, got "
              + c.rowStride()
              + " and "
              + c.columnStride());
    }
  }

  /** Refuses factors that do not fit each other or their product. */
  public static void product(DoubleMatrix a, DoubleMatrix b, DoubleMatrix c) {
    if (a.columns() != b.rows() || a.rows() != c.rows() || b.columns() != c.columns()) {
      throw new IllegalArgumentException(misfit(a, b, c));
    }
    if (c.columnStride() != 1 && c.rowStride() != 1) {
      throw new IllegalArgumentException(
          "product: expected a result with a stride of 1, got "
              + c.rowStride()
              + " and "
              + c.columnStride());
    }
  }

  private static String misfit(Object a, Object b, Object c) {
    return "product: expected shapes [m, k] [k, n] [m, n], got " + a + " " + b + " " + c;
  }

  /** Refuses arrays of synapses or of their kernel that are too short. */
  public static void synapses(
      DelayShape shape, float[] weight, float[] position, float[] sigma, float[] kernel) {
    int n = shape.inputs() * shape.outputs();
    length("weights", n, 0, weight.length);
    length("positions", n, 0, position.length);
    length("widths", n, 0, sigma.length);
    length("kernel", shape.kernelSize(), 0, kernel.length);
  }

  /** Refuses an array that is too short for what a kernel will touch. */
  public static void length(String what, int expected, int offset, int length) {
    if (offset < 0 || (long) offset + expected > length) {
      throw new IllegalArgumentException(
          what + ": expected " + expected + " elements at " + offset + ", got " + length);
    }
  }
}
