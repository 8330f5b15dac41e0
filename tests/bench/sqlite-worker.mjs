// @ts-check
// The reference: SQLite's full-text search over the same texts, in a worker of its own page.
import init from '../../node_modules/@sqlite.org/sqlite-wasm/dist/index.mjs';

// Not awaited here: a message that comes before there is a listener is lost.
const opening = init().then(({ oo1 }) => new oo1.DB(':memory:'));

const answers = {
  /** Reads all entries, one JSON array a line: id, day, and the searched texts in columns. */
  async fill() {
    const database = await opening;
    database.exec(`CREATE VIRTUAL TABLE entries USING fts5(
      id UNINDEXED, day UNINDEXED, title, text, outcome, project, people, labels,
      tokenize = "unicode61 remove_diacritics 2", prefix = '2 3 4 5')`);
    const lines = (await (await fetch('/entries')).text()).split('\n');
    database.exec('BEGIN');
    const insert = database.prepare('INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
    for (const line of lines) insert.bind(JSON.parse(line)).stepReset();
    insert.finalize();
    database.exec('COMMIT');
    // One segment instead of many: the index at its best.
    database.exec("INSERT INTO entries(entries) VALUES ('optimize')");
    return lines.length;
  },
  /** @param {string} match */
  ranked: async (match) =>
    (await opening).selectObjects(
      'SELECT id, day, title FROM entries WHERE entries MATCH ? ORDER BY rank LIMIT 50',
      [match],
    ),
  /** @param {string} match */
  count: async (match) =>
    (await opening).selectValue('SELECT count(*) FROM entries WHERE entries MATCH ?', [match]),
};

addEventListener('message', async ({ data: [name, match], ports: [port] }) => {
  port?.postMessage(await answers[/** @type {keyof typeof answers} */ (name)](match));
});
