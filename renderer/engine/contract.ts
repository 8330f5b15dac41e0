import type { Attachment } from '../domain/attachment.ts';
import type { Audience } from '../domain/audience.ts';
import type { Coverage } from '../domain/coverage.ts';
import type { Day, Month } from '../domain/day.ts';
import type { Confidentiality, Entry } from '../domain/entry.ts';
import type { Strength } from '../domain/strength.ts';
import type { Outside } from './outside.ts';

/**
 * What the page may ask of the engine, and what it gets. The engine is a worker: every argument
 * and answer is copied, so answers hold only what a screen shows.
 *
 * Every method rejects with a `Failure` (failure.ts) when it cannot do what it says; then nothing
 * of it was done.
 */
export interface Engine {
  /**
   * Opens the journal, making an empty one on the first run, and answers with its first screen.
   * @param outside where the shell keeps what must outlive the store; null for the browser's own place
   * @param isDoubtful whether an engine before this one has told `unread`
   * @param expected what the page remembers of the last start; null where it has seen none
   */
  open(
    outside: Outside | null,
    isDoubtful: boolean,
    expected: ExpectedJournal | null,
  ): Promise<Opened>;
  /** Says what becomes of a journal that is `lost`; nothing was changed until then. */
  recover(way: RecoveryWay): Promise<void>;
  /**
   * The journal of a store that is `older`, as a backup, as it was found and read again; null where
   * there is none in it.
   */
  backUpOlder(): Promise<Blob | null>;
  /** Lets a store that is `older` take its newest shape; nothing was changed until then. */
  upgrade(): Promise<void>;
  /**
   * Opens a journal that is `locked`. Rejects with `keychain` when the key is not had, or is not
   * this journal's; then nothing was changed, and it may be asked again.
   */
  unlock(keychain: Keychain): Promise<void>;
  /**
   * Opens a journal that is `locked`, with what the writer knows. Rejects with `wrong-passphrase`,
   * `recovery-key-typo` (the message names the group) or `wrong-recovery-key`; then nothing was
   * changed, and it may be tried again. Here, and wherever else a secret is asked for, whoever was
   * wrong waits longer each time: `delayed` says for how long.
   */
  unlockWith(secret: Secret): Promise<void>;
  /**
   * Reads the catalogue and the texts behind the first screen, so that nothing waits for them later,
   * and removes what has been in the trash for too long (domain/trash.ts).
   */
  prepare(): Promise<void>;

  /** Entries that match, newest first, pinned ones before them. Lists only the first rows; ask `rows` for more. */
  list(query: ListQuery): Promise<List>;
  /** Rows `from` to `to` (exclusive) of a list given before; empty when that list is no longer kept. */
  rows(list: number, from: number, to: number): Promise<readonly Row[]>;
  entry(id: string): Promise<Entry | null>;
  /** What the journal can be filtered by, and how often each occurs. */
  facets(): Promise<Facets>;
  /** How many entries touch each day of a year. */
  days(year: number): Promise<ReadonlyMap<Day, number>>;
  /** Evidence by competency id in a named period (`2026`, `2026 H1`, `2026 Q1`), unknown ids too. */
  coverage(period: string): Promise<ReadonlyMap<string, Coverage>>;

  /**
   * Writes an entry, new or not. Resolves once the mirror has it and the strict-durability
   * transaction has completed: only then may a screen say `Saved`.
   */
  save(entry: Entry): Promise<Saved>;
  /**
   * Takes what was captured, whether the journal is open or locked. Resolves once it is on the disk,
   * in the journal or in the inbox, from which it joins the journal when that is unlocked. Where the
   * inbox cannot take it, it waits for the journal. The same entry may come again: it is added once.
   */
  capture(entry: Entry): Promise<'journal' | 'inbox'>;
  trash(id: string): Promise<void>;
  restore(id: string): Promise<void>;
  /** Removes what is in the trash for good; answers how many entries that were. */
  emptyTrash(): Promise<number>;
  setConfidentiality(id: string, confidentiality: Confidentiality): Promise<void>;

  /** The earlier versions of an entry, newest first (domain/history.ts says which there are). */
  versions(id: string): Promise<readonly Version[]>;
  /** One of them, whole. Rejects with `not-found` when it has been thinned out since. */
  version(id: string, seq: number): Promise<Entry>;
  /**
   * Makes the entry say what this version says; who may read it, and whether it is pinned, stays. What
   * it said before is kept as a version, and its number answered, so that this can be undone.
   */
  restoreVersion(id: string, seq: number): Promise<number>;

  /**
   * Keeps a file, sealed. It is an entry's once the entry that names it is saved; one that no entry
   * names is removed when the journal is opened next. Rejects with `too-large` (domain/attachment.ts),
   * `not-readable`, `disk-full`, or `cancelled` after `cancelAttach`; then nothing of it is kept.
   * @param about what it is called, and the media type that it is said to have
   */
  attach(file: Blob, about: AboutFile, progress?: Progress): Promise<Attachment>;
  /** Stops every `attach` that is under way or waits for its turn. */
  cancelAttach(): Promise<void>;
  /** What is in an attached file, as it came. Rejects with `damaged` where it is not what was attached. */
  file(id: string): Promise<Blob>;
  /** A small picture of an attached image; null where there is none. */
  thumbnail(id: string): Promise<Blob | null>;
  /** An attached file as it leaves the journal: images without what they tell besides the picture. */
  copyOfFile(id: string): Promise<FileCopy>;

  /** The summary as it will be, and what stays behind. Writes nothing. */
  summary(request: SummaryRequest): Promise<SummaryPreview>;
  /** The same summary as the bytes of a file. Same journal and request, same bytes. */
  exportSummary(request: SummaryRequest, format: SummaryFormat): Promise<Blob>;

  /** Reads a file and says what importing it would do. Writes nothing. Rejects with `cancelled` after `cancelImport`. */
  previewImport(file: Blob, progress?: Progress): Promise<ImportPreview>;
  /** Adds what the last preview found, in one transaction; the whole of it or nothing. */
  commitImport(
    options: { readonly goodLinesOnly: boolean },
    progress?: Progress,
  ): Promise<Imported>;
  /** Stops a preview or an import that is under way, or forgets a preview. Nothing was written. */
  cancelImport(): Promise<void>;
  /** Removes the entries that the last import added, but for those edited since. */
  undoImport(): Promise<{ readonly removed: number; readonly kept: number }>;
  /**
   * The whole journal as the app's own archive, the trash included: JSON, or where files are attached a
   * zip of that and of the files. Rejects with `too-large` where these are more than 4 GB.
   */
  archive(progress?: Progress): Promise<Blob>;

  /** The last sequence number given out: it grows with every entry that is written. */
  lastSeq(): Promise<number>;
  /** The whole journal as one sealed file, read again and verified. */
  backUp(progress?: Progress): Promise<MadeBackup>;
  /**
   * Reads a backup and says what restoring it would do. Writes nothing. Rejects with `cancelled` after
   * `cancelRestore`; with `backup-locked` where its key is not had, for `holdersOf` (failure.ts) to
   * say who holds it; with what `unlockWith` rejects with where the secret is not the backup's.
   * @param keychain for a backup whose key is held by one; null where there is none
   * @param secret for one made under another key than the journal's; null until it is asked for
   */
  previewRestore(
    file: Blob,
    keychain: Keychain | null,
    secret: Secret | null,
    progress?: Progress,
  ): Promise<RestorePreview>;
  /** Does what the last preview said, in one transaction; the whole of it or nothing. */
  commitRestore(way: RestoreWay, progress?: Progress): Promise<Restored>;
  /** Stops a preview or a restore that is under way, or forgets a preview. Nothing was written. */
  cancelRestore(): Promise<void>;
  /** Takes the last restore of this session back, but for entries edited since. */
  undoRestore(): Promise<{ readonly kept: number }>;
  /**
   * Restores a backup of this journal into a store that is thrown away, and compares what comes out
   * of it with the file, and with the journal. Rejects when anything is missing or differs.
   */
  tryBackup(file: Blob): Promise<TriedBackup>;

  /**
   * Makes a new data key for the keychain to hold, and seals the whole journal anew under it, in
   * one transaction.
   */
  protect(keychain: Keychain, progress?: Progress): Promise<void>;
  /**
   * Takes the data key back from the keychain: it then lies beside the entries, for all to read.
   * Rejects with `invalid` where there is a passphrase: see `unprotectWith`.
   */
  unprotect(keychain: Keychain): Promise<void>;

  /**
   * Sets a first passphrase. Where nothing protected the journal, everything is sealed anew under a
   * new data key; where the keychain did, it goes on holding the key, and no row is written. Rejects
   * with `invalid` for a passphrase that cannot be one; the message says why.
   * @param keychain to hold the key as well; has to be given where it holds the key now
   */
  protectWith(passphrase: string, keychain: Keychain | null, progress?: Progress): Promise<void>;
  /** Wraps the data key anew: no row is written. With the recovery key for one that is forgotten. */
  changePassphrase(current: Secret, next: string): Promise<void>;
  /** Gives the data key to the keychain as well, so that this computer opens the journal by itself. */
  stayUnlocked(secret: Secret, keychain: Keychain): Promise<void>;
  /** Takes the keychain's hold on the data key away; the passphrase is asked for from then on. */
  neverStayUnlocked(): Promise<void>;
  /** The data key then lies beside the entries, for all to read; nobody else holds it any more. */
  unprotectWith(secret: Secret): Promise<void>;
  /**
   * Makes a new data key and seals everything anew under it. Whoever held the old one could have
   * learnt it, so the recovery key goes: offer a new one. The keychain holds the new key where it is
   * given, and else no longer.
   * @param passphrase the journal's; it stays
   */
  rotate(passphrase: string, keychain: Keychain | null, progress?: Progress): Promise<void>;
  /**
   * A new recovery key, to be shown this once: eight groups of five letters and digits. It opens
   * nothing, and one from before goes on, until `confirmRecoveryKey` has had it typed back.
   */
  newRecoveryKey(secret: Secret): Promise<string>;
  /**
   * Keeps the new recovery key, if that is what was typed. Rejects with `recovery-key-typo` or
   * `wrong-recovery-key`, and may then be asked again; with `invalid` where there is no new one.
   */
  confirmRecoveryKey(typed: string): Promise<void>;
  /** The recovery key opens the journal no longer. Backups made until now still open with it. */
  removeRecoveryKey(): Promise<void>;

  /** Stops any of these changes: it rejects with `cancelled`, unless it was quicker. */
  cancelProtection(): Promise<void>;

  /**
   * Calls back on every change until the page ends.
   * @param life the name of a lock that this engine holds from then on for as long as it lives
   */
  subscribe(listener: (event: EngineEvent) => void, life: string): Promise<void>;
}

export type { Outside } from './outside.ts';

export type Progress = (done: number, total: number) => void;

export type EngineEvent =
  /** Entries changed: ask again for whatever is on screen. */
  | { readonly type: 'changed' }
  /** How much of the journal's text search has read, 0 to 1. */
  | { readonly type: 'reading'; readonly fraction: number }
  /** Another window holds the journal; this engine opens it when that one is closed. */
  | { readonly type: 'waiting' }
  /** The store is of an older version; this engine opens the journal once `upgrade` has been called. */
  | { readonly type: 'older' }
  /** Others hold the data key; this engine opens the journal once one of them has brought it. */
  | { readonly type: 'locked'; readonly holders: readonly HolderKind[] }
  /** A secret was wrong: the next one is looked at after so many seconds, 0 or more. */
  | { readonly type: 'delayed'; readonly seconds: number }
  /** Who holds the data key has changed. */
  | { readonly type: 'protected'; readonly protection: Protection }
  /** The store has lost something; this engine opens the journal once `recover` has said how. */
  | { readonly type: 'lost'; readonly lost: Lost }
  /**
   * Entries were gone or did not open: so many were put back from the second copy, and the others are
   * nowhere to be read.
   */
  | { readonly type: 'mended'; readonly entries: number; readonly unreadable: number }
  /**
   * So many entries that were captured while the journal was locked have joined it. `aside` where some
   * of them could not be read, `later` where the journal did not take them, and they wait on.
   */
  | {
      readonly type: 'joined';
      readonly entries: number;
      readonly problem: 'aside' | 'later' | null;
    }
  /**
   * Rows of the store cannot be read, though it opens: the next engine tries all of them, and where it
   * cannot either, tells what is `lost`.
   */
  | { readonly type: 'unread' }
  /** The second copy outside the store is whole. */
  | { readonly type: 'kept' }
  /** No second copy can be kept outside the store, or not a whole one. */
  | { readonly type: 'uncopied'; readonly reason: string };

/** What wraps keys for this account on this computer, such as the page's shell offers it. */
export interface Keychain {
  wrap(key: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
  /** `rewrap`: the keychain wants to wrap this key anew. */
  unwrap(
    wrapped: Uint8Array<ArrayBuffer>,
  ): Promise<{ readonly key: Uint8Array<ArrayBuffer>; readonly rewrap: boolean }>;
}

/** Who may hold the data key, wrapped. */
export type HolderKind = 'passphrase' | 'recovery' | 'keychain';

/** What the writer knows, as typed. */
export type Secret =
  | { readonly by: 'passphrase'; readonly passphrase: string }
  | { readonly by: 'recovery'; readonly key: string };

/** What protects the data key on this computer. */
export interface Protection {
  /** `none`: it lies beside the entries. `keychain`: this account opens it. `passphrase`: the writer does. */
  readonly kind: 'none' | 'keychain' | 'passphrase';
  /** All who hold it; none where nothing protects it. */
  readonly holders: readonly HolderKind[];
}

export interface Opened {
  readonly journalId: string;
  readonly protection: Protection;
  /** The list for the empty query. */
  readonly list: List;
  /** Set when derived records were damaged and have been made anew from the entries. */
  readonly rebuilt: { readonly entries: number; readonly unreadable: number } | null;
  /** Set when the journal had lost something, and the writer had it restored. */
  readonly recovered: Recovered | null;
}

/** A journal that was there when the page last opened one. */
export interface ExpectedJournal {
  readonly journalId: string;
  /** Null where it was empty, and has been written in since. */
  readonly entries: number | null;
  /** When that was, in milliseconds since 1970. */
  readonly at: number;
}

/** What the store has lost against what was saved. */
export interface Lost {
  readonly why: /** It does not open at all. */
    | 'closed'
    /** There is nothing in it. */
    | 'empty'
    /** Saves are missing. */
    | 'behind'
    /** It is another journal's. */
    | 'other'
    /** There is nothing, in it or outside; what was there only the page remembers. */
    | 'gone';
  /** Which journal was there. */
  readonly journalId: string;
  /**
   * When the last save was acknowledged, and how many entries there were then; null when that is not
   * known. Of what is `gone`: at the last start.
   */
  readonly expected: { readonly entries: number; readonly at: number } | null;
  /** How many entries the store has, and how many the second copy. */
  readonly store: number;
  readonly mirror: number;
  /** How many `restore` brings back. */
  readonly together: number;
}

export type RecoveryWay =
  /** What store and second copy have together. */
  | 'restore'
  /** What the store has; the second copy is put aside. */
  | 'keep';

export interface Recovered {
  readonly entries: number;
  /** Those of them that came from the second copy. */
  readonly restored: number;
  /** Those that could be read nowhere; they were not removed. */
  readonly unreadable: number;
}

export interface ListQuery {
  /** As typed into Search (domain/query.ts). */
  readonly search: string;
  readonly filter: Filter;
  /** The trash instead of the journal. */
  readonly trash: boolean;
}

export interface Filter {
  /** Entries with any of these; all entries when empty. */
  readonly competencies: readonly string[];
  /** The name of a period, such as `2026 Q1`. */
  readonly period: string | null;
  readonly project: string | null;
  readonly person: string | null;
  readonly confidentiality: Confidentiality | null;
}

export const NO_FILTER: Filter = {
  competencies: [],
  period: null,
  project: null,
  person: null,
  confidentiality: null,
};

export const WHOLE_JOURNAL: ListQuery = { search: '', filter: NO_FILTER, trash: false };

/** How many rows a `List` brings along at the most. */
export const FIRST_ROWS = 50;

export interface List {
  /** To name this list to `rows`. */
  readonly id: number;
  readonly total: number;
  /** Consecutive groups of the list, in order: pinned entries, then months. */
  readonly groups: readonly Group[];
  readonly rows: readonly Row[];
  /** What of the search was not understood, a sentence each. */
  readonly problems: readonly string[];
  /** Below 1 while search is still reading the journal: the list may yet grow. */
  readonly read: number;
  /** Entries in the journal, and in the trash, whatever the query. */
  readonly whole: number;
  readonly trashed: number;
}

export interface Group {
  readonly key: 'pinned' | Month;
  readonly count: number;
}

/** Where a hit stands in a text, in UTF-16 units, end exclusive. */
export type Mark = readonly [start: number, end: number];

export interface MarkedText {
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** An entry as the list shows it. */
export interface Row {
  readonly id: string;
  readonly day: Day;
  readonly through: Day | null;
  /** The title, or the first words of the text; empty when the entry has neither. */
  readonly title: MarkedText;
  readonly competencies: readonly string[];
  readonly strength: Strength;
  readonly project: string;
  readonly confidentiality: Confidentiality;
  readonly pinned: boolean;
  readonly deleted: string | null;
  /** In a search, the place that matched when it is not in the title. */
  readonly snippet: MarkedText | null;
}

export interface Facets {
  readonly projects: readonly Facet[];
  readonly people: readonly Facet[];
  readonly competencies: readonly Facet[];
  /** Years with entries, newest first. */
  readonly years: readonly number[];
}

export interface Facet {
  readonly value: string;
  readonly count: number;
}

export interface Saved {
  readonly seq: number;
  readonly updated: string;
}

/** An earlier version of an entry, by the number it had. */
export interface Version {
  readonly seq: number;
  /** When it was written, in ISO 8601. */
  readonly updated: string;
  readonly words: number;
}

export interface AboutFile {
  readonly name: string;
  readonly type: string;
}

export interface FileCopy {
  readonly file: Blob;
  /** What became of where, when and how a picture was taken (formats/strip-metadata.ts). */
  readonly metadata: 'stripped' | 'untouched' | 'other' | 'unreadable';
}

export type SummaryFormat = 'markdown' | 'html' | 'json';

export interface SummaryRequest {
  /** The name of a period, such as `2026 H1`. */
  readonly period: string;
  readonly audience: Audience;
  /** Whose texts the document holds: all entries', or those of these ids. */
  readonly texts: 'all' | readonly string[];
}

export interface SummaryPreview {
  /** The HTML document that an export would write. */
  readonly html: string;
  /** The entries that leave. */
  readonly leaving: readonly Listed[];
  /** The entries of the period that stay behind, because their confidentiality is below the audience's. */
  readonly staying: readonly Listed[];
}

export interface Listed {
  readonly id: string;
  readonly day: Day;
  readonly title: string;
  readonly confidentiality: Confidentiality;
}

export interface ImportPreview {
  readonly format: 'archive' | 'lines';
  readonly fresh: number;
  /** Already in the journal (or twice in the file): nothing will be done with them. */
  readonly known: number;
  /** In the journal under the same id, but saying something else; the journal's are kept. */
  readonly different: number;
  readonly bad: number;
  /** The first bad lines, at most 100. */
  readonly problems: readonly { readonly line: number; readonly reason: string }[];
  /** The files that come with fresh entries, and how many of those that they name are not there. */
  readonly files: { readonly count: number; readonly bytes: number; readonly missing: number };
  /** The first fresh entries, at most 5, to show that the file was understood. */
  readonly sample: readonly { readonly day: Day; readonly title: string }[];
}

export interface Imported {
  readonly added: number;
}

export interface MadeBackup {
  readonly file: Blob;
  /** When, in ISO 8601. */
  readonly made: string;
  /** Entries in it, the trash included. */
  readonly entries: number;
  /** Entries that are not in it, because what is stored of them cannot be read. */
  readonly unreadable: number;
  /** Attached files of which some is not in it, for the same reason. */
  readonly unreadableFiles: number;
}

export type RestoreWay =
  /** Adds what is missing and takes the newer of what differs; removes nothing. */
  | 'merge'
  /** The journal becomes what the backup says; what is not in it goes to the trash. */
  | 'whole';

export interface RestorePreview {
  /** When the backup was made, in ISO 8601. */
  readonly made: string;
  readonly entries: number;
  /** Whether it is another journal's. */
  readonly foreign: boolean;
  readonly added: RestoreShare;
  /** In both, and differing: those that are newer in the backup, and those that are not. */
  readonly newer: RestoreShare;
  readonly older: RestoreShare;
  /** Only in the journal, outside its trash. */
  readonly removed: RestoreShare;
}

export interface RestoreShare {
  readonly count: number;
  /** The first few. */
  readonly sample: readonly { readonly day: Day; readonly title: string }[];
}

export interface Restored {
  readonly added: number;
  readonly changed: number;
  /** Put into the trash. */
  readonly removed: number;
}

export interface TriedBackup {
  readonly made: string;
  readonly entries: number;
}
