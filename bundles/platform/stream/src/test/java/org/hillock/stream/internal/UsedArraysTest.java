package org.hillock.stream.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UsedArraysTest {
  private final UsedArrays arrays = new UsedArrays();

  @Test
  void whatWasGivenBackIsTakenOnceAndInItsLength() {
    byte[] small = arrays.take(10);
    byte[] large = arrays.take(1000);
    arrays.giveBack(List.of(record(small), record(large)));
    assertNotSame(large, arrays.take(1000), "not before the next transaction");
    arrays.collect();
    assertSame(large, arrays.take(1000));
    assertSame(small, arrays.take(10));
    assertNotSame(small, arrays.take(10));
    assertEquals(11, arrays.take(11).length);
  }

  @Test
  void moreThanTheBoundIsNotKept() {
    int length = 4 << 20;
    List<byte[]> taken = Collections.nCopies(12, 0).stream().map(i -> arrays.take(length)).toList();
    arrays.giveBack(taken.stream().map(UsedArraysTest::record).toList());
    arrays.collect();
    Set<byte[]> known = Collections.newSetFromMap(new java.util.IdentityHashMap<>());
    known.addAll(taken);
    long again =
        Collections.nCopies(12, 0).stream()
            .filter(i -> known.contains(arrays.take(length)))
            .count();
    assertEquals(8, again);
  }

  private static Outgoing record(byte[] value) {
    return new Outgoing("t", 0, new byte[0], value);
  }
}
