import type { Summary } from '../domain/summary.ts';

/** Raise the version when a reader of the old one would misread the new one. */
const FORMAT = 'staff-journal-summary';
const VERSION = 1;

/** The summary as data: `{format, version, …}`, its fields those of `Summary` (domain/summary.ts). */
export function summaryToJson(summary: Summary): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, ...summary }, null, 2)}\n`;
}
