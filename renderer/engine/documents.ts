import { STAFF_ENGINEER } from '../domain/framework.ts';
import { inPeriod, type Period, periodNamed } from '../domain/period.ts';
import { divide, type Summary, summarise } from '../domain/summary.ts';
import { archiveLines } from '../formats/archive.ts';
import type { Catalogue } from './catalogue.ts';
import type {
  Listed,
  Progress,
  SummaryFormat,
  SummaryPreview,
  SummaryRequest,
} from './contract.ts';
import { Failure } from './failure.ts';
import { type Item, titleOf } from './item.ts';
import type { Journal } from './journal.ts';

/** Documents: what leaves the journal as files. What they say is decided in domain/ and formats/. */
export interface Documents {
  summary(request: SummaryRequest): Promise<SummaryPreview>;
  exportSummary(request: SummaryRequest, format: SummaryFormat): Promise<Blob>;
  archive(progress?: Progress): Promise<Blob>;
}

const MEDIA_TYPES: Readonly<Record<SummaryFormat, string>> = {
  markdown: 'text/markdown;charset=utf-8',
  html: 'text/html;charset=utf-8',
  json: 'application/json',
};

export function createDocuments(journal: Journal, catalogue: Catalogue): Documents {
  function itemsOf({ period: name, audience }: SummaryRequest) {
    const period = periodNamed(name);
    if (period === null) throw new Failure('invalid', `no period is called ${name}`);
    const items = catalogue.order.filter((item) => inPeriod(item, period));
    return { period, ...divide(items, audience) };
  }

  async function build(
    { audience, texts }: SummaryRequest,
    period: Period,
    leaving: readonly Item[],
  ): Promise<Summary> {
    const entries = await journal.records.entries(leaving.map(({ id }) => id));
    return summarise(entries, { period, audience, framework: STAFF_ENGINEER, texts });
  }

  return {
    async summary(request) {
      const { period, leaving, staying } = itemsOf(request);
      const summary = await build(request, period, leaving);
      return {
        html: await render(summary, 'html'),
        leaving: leaving.map(listed),
        staying: staying.map(listed),
      };
    },

    async exportSummary(request, format) {
      const { period, leaving } = itemsOf(request);
      const document = await render(await build(request, period, leaving), format);
      return new Blob([document], { type: MEDIA_TYPES[format] });
    },

    async archive(progress) {
      const parts: string[] = [];
      async function* entries() {
        let read = 0;
        for await (const rows of journal.records.scan()) {
          for (const { entry, id } of rows) {
            // A lossless copy must not leave something out in silence.
            if (entry === null) throw new Failure('damaged', `entry ${id}`);
            yield entry;
          }
          read += rows.length;
          progress?.(read, catalogue.byId.size);
        }
      }
      for await (const line of archiveLines(entries())) parts.push(line);
      return new Blob(parts, { type: 'application/json' });
    },
  };
}

/** Formats are loaded when asked for: the Markdown parser is large, and nobody needs it to open the journal. */
async function render(summary: Summary, format: SummaryFormat): Promise<string> {
  switch (format) {
    case 'markdown':
      return (await import('../formats/summary-markdown.ts')).summaryToMarkdown(summary);
    case 'html':
      return (await import('../formats/summary-html.ts')).summaryToHtml(summary);
    case 'json':
      return (await import('../formats/summary-json.ts')).summaryToJson(summary);
  }
}

function listed(item: Item): Listed {
  const { id, day, confidentiality } = item;
  return { id, day, title: titleOf(item), confidentiality };
}
