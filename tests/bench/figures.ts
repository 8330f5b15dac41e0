import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../scripts/paths.mjs';

/** One measurement. `name` says the unit; `limit` is the ratio not to be passed, null when it is only watched. */
export interface Figure {
  readonly name: string;
  readonly ours: number;
  readonly reference: number | null;
  readonly ratio: number | null;
  readonly limit: number | null;
}

const FILE = path.join(ROOT, 'test-results', 'bench.json');

export interface Figures {
  add(name: string, ours: number, options?: { reference?: number; limit?: number }): void;
  /** The table, for people. */
  table(): string;
}

/** @param goOn whether the file holds figures of this very run: a part that failed starts a new process. */
export function createFigures(goOn: boolean): Figures {
  const figures: Figure[] = goOn && existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : [];
  const write = () => {
    mkdirSync(path.dirname(FILE), { recursive: true });
    writeFileSync(FILE, `${JSON.stringify(figures, null, 2)}\n`);
  };
  write();
  return {
    add(name, ours, { reference, limit } = {}) {
      figures.push({
        name,
        ours: rounded(ours),
        reference: reference === undefined ? null : rounded(reference),
        ratio: reference === undefined ? null : rounded(ours / reference),
        limit: limit ?? null,
      });
      write();
    },
    table: () => tableOf(figures),
  };
}

function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, ours, reference, ratio, limit }) => [
    name,
    String(ours),
    reference === null ? '–' : String(reference),
    ratio === null ? '–' : `${ratio} ×`,
    limit === null ? 'watched' : `${limit} ×`,
    ratio !== null && limit !== null && ratio > limit ? 'MISSED' : '',
  ]);
  const lines = [['', 'ours', 'reference', 'ratio', 'limit', ''], ...rows];
  const widths = lines.reduce<number[]>(
    (most, line) => line.map((cell, column) => Math.max(cell.length, most[column] ?? 0)),
    [],
  );
  return lines
    .map((line) =>
      line
        .map((cell, column) => {
          const width = widths[column] ?? 0;
          return column === 0 ? cell.padEnd(width) : cell.padStart(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The smallest value that this share of the values does not pass. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** Three digits are all that a busy machine can tell. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

/** `10,000`. */
export function counted(size: number): string {
  return size.toLocaleString('en-GB');
}
