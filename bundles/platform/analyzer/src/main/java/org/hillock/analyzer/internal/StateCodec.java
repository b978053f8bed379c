package org.hillock.analyzer.internal;

import java.nio.BufferUnderflowException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Trees of API and JDK values as bytes and back, so that nothing of a bundle stays in a state that
 * is kept. Equal trees give equal bytes: maps are written in the order of their keys.
 */
final class StateCodec {
  static final byte MAP = 'M';
  static final byte LIST = 'L';
  static final byte TENSOR = 'T';
  static final byte STRING = 'S';
  static final byte LONG = 'J';
  static final byte INTEGER = 'I';
  static final byte DOUBLE = 'D';
  static final byte TRUE = 't';
  static final byte FALSE = 'f';

  /** Nesting beyond it is a cycle or a mistake. */
  static final int DEPTH = 64;

  /** First character of the name of an entry of a map. */
  private static final String ENTRY = ".";

  /** Name of the only entry of a state that is not a map. */
  private static final String WHOLE = "=";

  private StateCodec() {}

  /**
   * The entries of a state by name.
   *
   * @throws IllegalArgumentException when the state is not such a tree; says where
   */
  static Map<String, byte[]> entries(Object state) {
    Map<String, byte[]> entries = new TreeMap<>();
    StateWriter writer = new StateWriter();
    if (state instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            String name = StateWriter.text(key, "the state");
            entries.put(ENTRY + name, writer.bytes(value, "entry '" + name + "'"));
          });
    } else {
      entries.put(WHOLE, writer.bytes(state, "the state"));
    }
    return entries;
  }

  /**
   * The state of entries, with collections and tensors of its own.
   *
   * @throws IllegalArgumentException when they are not what {@link #entries} gave
   */
  static Object state(Map<String, byte[]> entries) {
    byte[] whole = entries.get(WHOLE);
    if (whole != null) {
      return decode(WHOLE, whole);
    }
    Map<String, Object> state = new TreeMap<>();
    entries.forEach(
        (name, bytes) -> state.put(name.substring(ENTRY.length()), decode(name, bytes)));
    return state;
  }

  private static Object decode(String name, byte[] bytes) {
    try {
      return new StateReader(bytes).all();
    } catch (BufferUnderflowException | NegativeArraySizeException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "expected a whole value in entry '"
              + name
              + "' of a state, got "
              + bytes.length
              + " bytes that end early");
    }
  }
}
