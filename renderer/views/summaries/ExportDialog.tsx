import { useRef, useState } from 'react';
import { engine } from '../../engine/client.ts';
import type { SummaryPreview, SummaryRequest } from '../../engine/contract.ts';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { showToast } from '../../parts/toasts.tsx';
import { shell } from '../../shell/host.ts';
import { counted } from '../counted.ts';
import { failureText } from '../failure-texts.ts';
import { ReadableFile } from '../ReadableFile.tsx';
import { useLasting } from '../use-lasting.ts';
import { Choices } from './Choices.tsx';
import { layOut } from './paper.ts';
import { StayingList } from './StayingList.tsx';
import { AUDIENCE_WORDS, EXPORT_FORMATS, type ExportFormat, FORMATS, fileName } from './wording.ts';

/** A browser prints through a dialog of its own, and does not tell what came of it. */
const printsByDialog = shell.kind === 'browser';

interface ExportDialogProps {
  readonly request: SummaryRequest;
  readonly preview: SummaryPreview;
  readonly onClose: () => void;
}

/** Says what leaves and what stays behind, and only then writes the file. */
export function ExportDialog({ request, preview, onClose }: ExportDialogProps) {
  const [format, setFormat] = useState<ExportFormat>('markdown');
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const lasting = useLasting(saving);
  const busy = useRef(false);
  const { audience } = request;

  async function save() {
    // Not by disabling the button, which would lose the focus while the file dialog is open.
    if (busy.current) return;
    busy.current = true;
    setProblem(null);
    setSaving(true);
    try {
      const name = fileName(request, format);
      const saved =
        format === 'pdf'
          ? await print(name, preview.html)
          : await shell.saveFile(name, await engine.exportSummary(request, format));
      if (!saved) return;
      if (format !== 'pdf' || !printsByDialog) showToast({ text: `${name} saved` });
      onClose();
    } catch (error) {
      const { title, text } = failureText(error);
      setProblem(`No file was saved. ${title}. ${text}`);
    } finally {
      busy.current = false;
      setSaving(false);
    }
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title="Export summary"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" onClick={() => void save()}>
            Save file
          </Button>
        </>
      }
    >
      <div className="summary-dialog">
        <p>
          {request.period}, for {AUDIENCE_WORDS[audience]}:{' '}
          {counted(preview.leaving.length, 'entry leaves', 'entries leave')}.
        </p>
        <Choices
          label="Format"
          value={format}
          onChange={setFormat}
          options={EXPORT_FORMATS.map((value) => ({ value, ...FORMATS[value] }))}
        />
        {format === 'pdf' && printsByDialog && (
          <p className="quiet">Your browser’s print dialog opens: choose “Save as PDF”.</p>
        )}
        <ReadableFile>The file will not be encrypted: anyone who has it can read it.</ReadableFile>
        {problem && <p role="alert">{problem}</p>}
        <p role="status">{lasting && 'Making the file…'}</p>
        {audience !== 'me' && <StayingList staying={preview.staying} audience={audience} />}
      </div>
    </Dialog>
  );
}

/** Prints what is on the screen; false when the writer cancelled. */
async function print(name: string, html: string): Promise<boolean> {
  const { purified } = await import('./purified.ts');
  const takeAway = layOut(purified(html));
  try {
    return await shell.savePdf(name);
  } finally {
    takeAway();
  }
}
