package org.hillock.registry.internal;

/** Why routes move. */
public enum SwapKind {
  /** Somebody asked for it. */
  SWAP(JournalEntry.LIVE),
  /** Back to what was live before; sessions may go back to kept states. */
  ROLLBACK(JournalEntry.ROLLBACK),
  /** After others had stopped the live version's bundle, or after a restart. */
  RESTORE(JournalEntry.RESTORED);

  private final String action;

  SwapKind(String action) {
    this.action = action;
  }

  String action() {
    return action;
  }
}
