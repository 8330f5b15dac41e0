import type { Audience } from '../../domain/audience.ts';
import { CONFIDENTIALITIES, type Confidentiality } from '../../domain/entry.ts';
import type { Listed, SummaryPreview, SummaryRequest } from '../../engine/contract.ts';
import { counted, number } from '../counted.ts';

/** What the summaries say, in one place: the names of things, and the sentences that count them. */

export const AUDIENCE_NAMES: Readonly<Record<Audience, string>> = {
  me: 'Me',
  manager: 'Manager',
  committee: 'Committee',
  public: 'Public',
};

/** The audience within a sentence. */
export const AUDIENCE_WORDS: Readonly<Record<Audience, string>> = {
  me: 'yourself',
  manager: 'your manager',
  committee: 'the committee',
  public: 'the public',
};

/** Why an entry stays behind: the words that follow its count, or stand beside its title. */
export const REASONS: Readonly<Record<Confidentiality, string>> = {
  private: 'private',
  manager: 'for your manager only',
  committee: 'for the committee only',
  public: 'public',
};

/** The formats an export can have: those that the engine writes, and the one that is printed. */
export const EXPORT_FORMATS = ['markdown', 'html', 'pdf', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** The formats as the dialog offers them. */
export const FORMATS: Readonly<
  Record<ExportFormat, { readonly label: string; readonly hint: string }>
> = {
  markdown: { label: 'Markdown', hint: 'Text that every editor and wiki reads' },
  html: { label: 'HTML', hint: 'One file for any browser' },
  pdf: { label: 'PDF', hint: 'Pages, to send or to print' },
  json: { label: 'JSON', hint: 'For other tools' },
};

const EXTENSIONS: Readonly<Record<ExportFormat, string>> = {
  markdown: 'md',
  html: 'html',
  pdf: 'pdf',
  json: 'json',
};

/** `9 private, 3 for your manager only`. */
export function reasons(staying: readonly Pick<Listed, 'confidentiality'>[]): string {
  return CONFIDENTIALITIES.map((confidentiality) => ({
    confidentiality,
    count: staying.filter((entry) => entry.confidentiality === confidentiality).length,
  }))
    .filter(({ count }) => count > 0)
    .map(({ confidentiality, count }) => `${number(count)} ${REASONS[confidentiality]}`)
    .join(', ');
}

/** `12 stay behind: 9 private, 3 for your manager only.` */
export function staySentence(staying: readonly Pick<Listed, 'confidentiality'>[]): string {
  if (staying.length === 0) return 'None stays behind.';
  const stay = staying.length === 1 ? 'stays' : 'stay';
  return `${number(staying.length)} ${stay} behind: ${reasons(staying)}.`;
}

/** `12 entries leave. 12 stay behind: 9 private, 3 for your manager only.` */
export function departure(preview: Pick<SummaryPreview, 'leaving' | 'staying'>): string {
  const count = preview.leaving.length;
  const leave = count === 0 ? 'No entry leaves' : counted(count, 'entry leaves', 'entries leave');
  return `${leave}. ${staySentence(preview.staying)}`;
}

/** `Texts: none`, `Texts: all`, `Texts: 3 of 12`. */
export function textsName(texts: SummaryRequest['texts'], leaving: readonly Listed[]): string {
  if (texts === 'all') return 'Texts: all';
  const ids = new Set(texts);
  const chosen = leaving.filter((entry) => ids.has(entry.id)).length;
  return chosen === 0 ? 'Texts: none' : `Texts: ${number(chosen)} of ${number(leaving.length)}`;
}

/** `staff-journal-2026-h1-committee.md`. */
export function fileName(request: SummaryRequest, format: ExportFormat): string {
  const period = request.period.toLowerCase().replaceAll(' ', '-');
  return `staff-journal-${period}-${request.audience}.${EXTENSIONS[format]}`;
}
