package org.hillock.bench.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameView.Kind;
import org.hillock.api.model.Mode;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/** A ledger of two rows and a log of the same session, made call by call. */
final class AuditedSession implements AutoCloseable {
  static final int ROWS = 2;

  final UUID id = UUID.randomUUID();
  final List<Frame> log = new ArrayList<>();
  private final Path file;
  private Ledger ledger;
  private long number;
  private long marker;

  AuditedSession(Path file, boolean durable) throws IOException {
    this.file = file;
    this.ledger = Ledger.create(file, id, "v", ROWS, durable);
  }

  /** A value for each row and call, another in each epoch. */
  static float[] values(int epoch, long call) {
    return new float[] {call, 1 + 100 * epoch, call, 2 + 100 * epoch};
  }

  AuditedSession began(int epoch, long... calls) throws IOException {
    for (long call : calls) {
      ledger.began(epoch, call, values(epoch, call));
    }
    return this;
  }

  AuditedSession returned(int epoch, long... calls) throws IOException {
    for (long call : calls) {
      began(epoch, call);
      ledger.returned(epoch, call);
    }
    return this;
  }

  AuditedSession resumed(int epoch, long call, float[] state) throws IOException {
    ledger.resumed(epoch, call, state);
    return this;
  }

  AuditedSession closed(int epoch, long calls) throws IOException {
    ledger.closed(epoch, calls);
    return this;
  }

  /** Frames of these calls with the next numbers, both rows. */
  AuditedSession logged(int epoch, long... calls) {
    for (long call : calls) {
      float[] values = values(epoch, call);
      for (int row = 0; row < ROWS; row++) {
        log.add(frame(row, epoch, call, number, values[2 * row], values[2 * row + 1]));
      }
      number++;
    }
    return this;
  }

  AuditedSession marked(Kind kind, int epoch, String reason) {
    for (int row = 0; row < ROWS; row++) {
      log.add(make(kind, row, "", marker, epoch, 0, 0, Tensor.zeros(DType.F32, 0), reason));
    }
    marker++;
    return this;
  }

  AuditedSession ended() {
    return marked(Kind.END, 0, "closed");
  }

  Frame frame(int row, int epoch, long call, long number, float first, float second) {
    Tensor values = Tensor.of(new float[] {first, second}, 1, 2);
    return make(Kind.DATA, row, "v", number, epoch, call, call, values, "");
  }

  /** That frame as if of another site and step. */
  Frame moved(Frame frame, String site, long step) {
    return make(
        Kind.DATA,
        frame.row(),
        site,
        frame.sequence(),
        frame.epoch(),
        frame.call(),
        step,
        frame.values(),
        "");
  }

  private Frame make(
      Kind kind,
      int row,
      String site,
      long sequence,
      int epoch,
      long call,
      long step,
      Tensor values,
      String reason) {
    return new Frame(
        kind,
        id,
        row,
        "",
        sequence,
        epoch,
        "m",
        "org.example:1.0.0:00000000",
        site,
        SiteSpec.Kind.DENSE,
        Mode.LIVE,
        -1,
        call,
        null,
        "",
        "",
        step,
        1,
        0.001,
        0,
        0,
        List.of("unit"),
        values,
        List.of(),
        "node",
        "",
        reason);
  }

  LedgerPage page() throws IOException {
    return LedgerPage.read(file);
  }

  AuditResult audit() throws IOException {
    Examples examples = new Examples();
    LogView view = new LogView(examples);
    log.forEach(view::accept);
    return LedgerAudit.compare(view, List.of(page()), examples);
  }

  /** Opens the ledger anew, as the next platform does. */
  AuditedSession again() throws IOException {
    ledger.close();
    ledger = Ledger.append(file, page());
    return this;
  }

  @Override
  public void close() throws IOException {
    ledger.close();
  }
}
