package org.hillock.activation.internal.memory;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hillock.api.activation.FrameListener;
import org.hillock.api.activation.FrameView;

/** The readers of one model and delivery. */
final class Lane {
  private final List<Reader> readers = new CopyOnWriteArrayList<>();

  void show(FrameView frame) {
    for (Reader reader : readers) {
      reader.show(frame);
    }
  }

  Reader subscribe(FrameListener listener) {
    Reader reader = new Reader(listener, readers::remove);
    readers.add(reader);
    return reader;
  }

  void closeAll() {
    List.copyOf(readers).forEach(Reader::close);
  }
}
