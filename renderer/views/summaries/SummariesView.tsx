import { useMemo, useState } from 'react';
import { AUDIENCES } from '../../domain/audience.ts';
import type { SummaryRequest } from '../../engine/contract.ts';
import { Button } from '../../parts/Button.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Select } from '../../parts/Select.tsx';
import { failureText } from '../failure-texts.ts';
import { useIntent } from '../intents.ts';
import { navigate } from '../route.ts';
import { useLasting } from '../use-lasting.ts';
import { choose, defaultPeriod, periodsOnOffer, useChoice } from './choice.ts';
import { ExportDialog } from './ExportDialog.tsx';
import { SummaryDocument } from './SummaryDocument.tsx';
import { TextsDialog } from './TextsDialog.tsx';
import './summaries.css';
import { useSummary } from './use-summary.ts';
import { useYears } from './use-years.ts';
import { AUDIENCE_NAMES, departure, textsName } from './wording.ts';

const AUDIENCE_OPTIONS = AUDIENCES.map((value) => ({ value, label: AUDIENCE_NAMES[value] }));

/** The summaries screen: a period and an audience, and the document they make. */
export function SummariesView() {
  const years = useYears();
  // What can be chosen depends on the years, so nothing is on offer before they are known.
  return years === null ? null : <Summaries years={years} />;
}

function Summaries({ years }: { readonly years: readonly number[] }) {
  const thisYear = new Date().getFullYear();
  const { period: chosen, audience, texts } = useChoice();
  const period = chosen ?? defaultPeriod(years, thisYear);
  const request: SummaryRequest = useMemo(
    () => ({ period, audience, texts }),
    [period, audience, texts],
  );
  const { preview, current, working, error } = useSummary(request);
  const lasting = useLasting(working);
  const [dialog, setDialog] = useState<'export' | 'texts' | null>(null);
  const close = () => setDialog(null);
  useIntent('export-summary', () => setDialog('export'));

  const empty = preview !== null && preview.leaving.length + preview.staying.length === 0;
  const ready = preview !== null && current && !empty;
  return (
    <div className="screen summaries">
      <header className="screen-head">
        <h1>Summaries</h1>
        <Button variant="primary" disabled={!ready} onClick={() => setDialog('export')}>
          Export
        </Button>
      </header>
      <div className="summary-choice">
        <Select
          label="Period"
          value={period}
          options={periodsOnOffer(years, thisYear).map((name) => ({ value: name, label: name }))}
          onChange={(name) => choose({ period: name })}
        />
        <Select
          label="Audience"
          value={audience}
          options={AUDIENCE_OPTIONS}
          onChange={(next) => choose({ audience: next })}
        />
        <Button disabled={!ready} onClick={() => setDialog('texts')}>
          {textsName(texts, preview?.leaving ?? [])}
        </Button>
      </div>
      <p role="status" className="summary-departure">
        {lasting ? 'Making the document…' : ready && departure(preview)}
      </p>
      {error !== null && <Problem error={error} />}
      {empty && current && <NothingInPeriod period={period} />}
      {preview !== null && !empty && <SummaryDocument html={preview.html} />}
      {ready && dialog === 'texts' && (
        <TextsDialog
          texts={texts}
          leaving={preview.leaving}
          onChoose={(next) => choose({ texts: next })}
          onClose={close}
        />
      )}
      {ready && dialog === 'export' && (
        <ExportDialog request={request} preview={preview} onClose={close} />
      )}
    </div>
  );
}

function Problem({ error }: { readonly error: unknown }) {
  const { title, text } = failureText(error);
  return (
    <p role="alert">
      {title}. {text}
    </p>
  );
}

function NothingInPeriod({ period }: { readonly period: string }) {
  return (
    <EmptyState
      title={`Nothing in ${period} yet`}
      actions={<Button onClick={() => navigate({ screen: 'new' })}>Write an entry</Button>}
    >
      <p>
        A summary is made from the entries of its period. Write one, or choose another period above.
      </p>
    </EmptyState>
  );
}
