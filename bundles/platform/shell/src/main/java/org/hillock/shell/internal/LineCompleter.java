package org.hillock.shell.internal;

import java.util.Collection;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes command names, and their arguments by the names that exist now. */
final class LineCompleter implements Completer {
  private final CommandCatalogue catalogue;
  private final ArgumentNames names;

  LineCompleter(CommandCatalogue catalogue, ArgumentNames names) {
    this.catalogue = catalogue;
    this.names = names;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    suggest(line.words(), line.wordIndex()).stream().map(Candidate::new).forEach(candidates::add);
  }

  /** What may stand at that position. */
  Collection<String> suggest(List<String> words, int index) {
    if (index == 0) {
      return catalogue.names();
    }
    return names.of(words.get(0), words.subList(1, index));
  }
}
