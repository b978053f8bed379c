package org.hillock.stream.internal;

import org.hillock.frame.FrameEncoder;

/** Something whose records the live producer sends. Asked by its thread only. */
interface Source {
  /** Returns the topic of the next record, or null when none waits. */
  String topic();

  /**
   * Takes the next record.
   *
   * @return null when it was dropped meanwhile
   */
  Outgoing take(FrameEncoder encoder);

  /** The topic of the next record is not known; another may come first. */
  default void postpone() {}

  /** What became of a record that was taken; on any thread. */
  void settled(Outgoing record, boolean sent);
}
