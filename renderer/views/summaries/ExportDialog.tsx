import { useRef, useState } from 'react';
import { engine } from '../../engine/client.ts';
import {
  SUMMARY_FORMATS,
  type SummaryFormat,
  type SummaryPreview,
  type SummaryRequest,
} from '../../engine/contract.ts';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { showToast } from '../../parts/toasts.tsx';
import { shell } from '../../shell/host.ts';
import { counted } from '../counted.ts';
import { failureText } from '../failure-texts.ts';
import { ReadableFile } from '../ReadableFile.tsx';
import { useLasting } from '../use-lasting.ts';
import { Choices } from './Choices.tsx';
import { StayingList } from './StayingList.tsx';
import { AUDIENCE_WORDS, FORMATS, fileName } from './wording.ts';

interface ExportDialogProps {
  readonly request: SummaryRequest;
  readonly preview: SummaryPreview;
  readonly onClose: () => void;
}

/** Says what leaves and what stays behind, and only then writes the file. */
export function ExportDialog({ request, preview, onClose }: ExportDialogProps) {
  const [format, setFormat] = useState<SummaryFormat>('markdown');
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
      const file = await engine.exportSummary(request, format);
      const name = fileName(request, format);
      if (await shell.saveFile(name, file)) {
        showToast({ text: `${name} saved` });
        onClose();
      }
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
          options={SUMMARY_FORMATS.map((value) => ({ value, ...FORMATS[value] }))}
        />
        <ReadableFile>The file will not be encrypted: anyone who has it can read it.</ReadableFile>
        {problem && <p role="alert">{problem}</p>}
        <p role="status">{lasting && 'Making the file…'}</p>
        {audience !== 'me' && <StayingList staying={preview.staying} audience={audience} />}
      </div>
    </Dialog>
  );
}
