package org.hillock.compute.internal;

import org.hillock.compute.Kernels;
import org.hillock.compute.Workers;

/** Makes kernels of one kind. Implementations have a public constructor without parameters. */
public interface Provider {
  /** A word for logs and cards. */
  String name();

  /** What it uses, such as the width of its vectors. */
  String detail();

  /** New kernels with scratch memory of their own. */
  Kernels create(Workers workers);
}
