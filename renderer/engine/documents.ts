import type { Attachment } from '../domain/attachment.ts';
import { STAFF_ENGINEER } from '../domain/framework.ts';
import { inPeriod, type Period, periodNamed } from '../domain/period.ts';
import { divide, type Summary, summarise } from '../domain/summary.ts';
import { archiveLines } from '../formats/archive.ts';
import { attachmentIn, journalIn } from '../formats/archive-zip.ts';
import { TooLargeForZip, type ZipEntry, zipOf } from '../formats/zip.ts';
import { attachedIn, type Catalogue } from './catalogue.ts';
import type {
  Listed,
  Progress,
  SummaryFormat,
  SummaryPreview,
  SummaryRequest,
} from './contract.ts';
import { Failure } from './failure.ts';
import type { Files } from './files.ts';
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

export function createDocuments(journal: Journal, catalogue: Catalogue, files: Files): Documents {
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
      const attached = new Map<string, Attachment>();
      const total = catalogue.byId.size + attachedIn(catalogue).size;
      let read = 0;
      async function* entries() {
        for await (const rows of journal.records.scan()) {
          for (const { entry, id } of rows) {
            // A lossless copy must not leave something out in silence.
            if (entry === null) throw new Failure('damaged', `entry ${id}`);
            for (const attachment of entry.attachments) attached.set(attachment.id, attachment);
            yield entry;
          }
          read += rows.length;
          progress?.(read, total);
        }
      }
      for await (const line of archiveLines(entries())) parts.push(line);
      const text = new Blob(parts, { type: 'application/json' });
      if (attached.size === 0) return text;
      async function* all() {
        yield journalIn(text);
        for (const attachment of attached.values()) {
          yield attachmentIn(attachment, (await files.copy(attachment.id)).file);
          progress?.(++read, total);
        }
      }
      return zip(all());
    },
  };
}

async function zip(entries: AsyncIterable<ZipEntry>): Promise<Blob> {
  try {
    return await zipOf(entries, new Date());
  } catch (cause) {
    if (cause instanceof TooLargeForZip) throw new Failure('too-large', undefined, { cause });
    throw cause;
  }
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
