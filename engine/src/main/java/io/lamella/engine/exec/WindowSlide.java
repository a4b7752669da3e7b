package io.lamella.engine.exec;

import io.lamella.engine.index.Bucket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A window over one selection of events that is moved from one place to another, chunk by chunk: a
/// running number for each customer takes in the events that enter and leaves out those that leave,
/// and a customer's bit turns where the number does. The plain equivalent is to evaluate every
/// window by itself.
///
/// What lies in all windows is counted once a chunk. The rows of every other atom are read once a
/// chunk, when the atom first enters or leaves, and remembered as a list of customers. So a series
/// of windows costs about what reading its events costs, and not their number times the window's.
/// Windows may be asked for in any order; in the order of time each event enters and leaves once.
/// Confined to one thread.
abstract class WindowSlide {
  private static final int NO_CHUNK = -1;
  private static final int NOT_READ = -1;

  private final SlidingAtoms atoms;
  private final EventRows rows;

  /// Who matters; everybody if there is none.
  private final Optional<Node> among;

  private final long[] candidates;
  private final List<List<EventRows.Source>> sources = new ArrayList<>();
  private final EventRows.Visitor reading = this::read;

  /// The customers whose bit is set in the window where the slide is.
  protected final long[] words = new long[Population.CHUNK_WORDS];

  /// The low bits of customers of the rows that were read, atom by atom.
  protected char[] lows = {};

  private int size;
  private final int[] starts;
  private final int[] ends;
  private int chunk = NO_CHUNK;
  private int from;
  private int to;
  private int asked = NO_CHUNK;
  private boolean any;

  /// @param rows of [SlidingAtoms#events]
  WindowSlide(SlidingAtoms atoms, EventRows rows, Optional<Node> among) {
    this.atoms = atoms;
    this.rows = rows;
    this.among = among;
    this.candidates = new long[among.isPresent() ? Population.CHUNK_WORDS : 0];
    this.starts = new int[atoms.size()];
    this.ends = new int[atoms.size()];
    for (int atom = 0; atom < atoms.size(); atom++) {
      boolean core = atom >= atoms.coreFrom() && atom < atoms.coreTo();
      sources.add(core ? List.of() : atoms.sources(rows.sources(), atom, atom + 1));
    }
  }

  /// Whether a chunk has an event of any window.
  final boolean any(int ofChunk) {
    if (asked != ofChunk) {
      asked = ofChunk;
      any = rows.any(ofChunk);
    }
    return any;
  }

  /// The words of a window, until the next one is asked for.
  final long[] words(int window, int ofChunk) {
    if (chunk != ofChunk) {
      chunk = ofChunk;
      begin();
    }
    int nextFrom = atoms.from(window);
    int nextTo = atoms.to(window);
    leave(from, Math.min(to, nextFrom));
    leave(Math.max(from, nextTo), to);
    enter(nextFrom, Math.min(nextTo, from));
    enter(Math.max(nextFrom, to), nextTo);
    from = nextFrom;
    to = nextTo;
    return words;
  }

  /// The slide stands at the core, or nowhere.
  private void begin() {
    size = 0;
    Arrays.fill(starts, NOT_READ);
    Arrays.fill(words, 0);
    clear();
    rows.among(null);
    from = 0;
    to = 0;
    if (among.isPresent()) {
      switch (among.get().enter(chunk)) {
        case EMPTY -> {
          Arrays.fill(candidates, 0);
          rows.among(candidates);
        }
        case FULL -> {}
        case SOME -> {
          among.get().read(candidates);
          rows.among(candidates);
        }
      }
    }
    if (atoms.hasCore()) {
      from = atoms.coreFrom();
      to = atoms.coreTo();
      rows.within(atoms.millis(from), atoms.millis(to));
      takeCore(rows, chunk);
    }
  }

  private void enter(int fromAtom, int toAtom) {
    for (int atom = fromAtom; atom < toAtom; atom++) {
      read(atom);
      add(starts[atom], ends[atom]);
    }
  }

  private void leave(int fromAtom, int toAtom) {
    for (int atom = fromAtom; atom < toAtom; atom++) {
      read(atom);
      subtract(starts[atom], ends[atom]);
    }
  }

  private void read(int atom) {
    if (starts[atom] != NOT_READ) {
      return;
    }
    starts[atom] = size;
    rows.within(atoms.millis(atom), atoms.millis(atom + 1));
    List<EventRows.Source> ofAtom = sources.get(atom);
    for (int i = 0; i < ofAtom.size(); i++) {
      rows.forEach(ofAtom.get(i), chunk, reading);
    }
    ends[atom] = size;
  }

  private void read(Bucket bucket, int fromRow, int count, long[] selected) {
    if (size + count > lows.length) {
      // As many again, so that growing costs no more than reading.
      lows = Arrays.copyOf(lows, Math.max(2 * lows.length, size + count));
      grow(lows.length);
    }
    size = read(bucket, fromRow, count, selected, size);
  }

  /// Nobody has anything.
  abstract void clear();

  /// Takes in the events of the core.
  ///
  /// @param ofCore visits those of the core alone
  abstract void takeCore(EventRows ofCore, int ofChunk);

  /// What is remembered of rows has so much room beside that of [#lows].
  abstract void grow(int capacity);

  /// Remembers the selected rows of a block, the first one at `at`; returns the place behind the
  /// last.
  abstract int read(Bucket bucket, int fromRow, int count, long[] selected, int at);

  /// Takes in remembered rows.
  abstract void add(int start, int end);

  /// Leaves remembered rows out.
  abstract void subtract(int start, int end);
}
