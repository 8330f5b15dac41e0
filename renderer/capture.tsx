import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { shell } from './shell/host.ts';
import { CaptureView } from './views/capture/CaptureView.tsx';
import { createCapture } from './views/capture/capture.ts';
import { deliver, hearLocked } from './views/capture/channel.ts';
import { tellOfCopies } from './views/clipboard.ts';
import { refuseDrops } from './views/drops.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('capture.html has lost its #root');

/** How long it is to be read that words wait for the journal. */
const READ_MS = 2_500;

const capture = createCapture({
  send: deliver,
  onSaved(place) {
    if (place === 'journal') return shell.desktop?.hideCapture();
    setTimeout(() => capture.hasWords() || shell.desktop?.hideCapture(), READ_MS);
  },
});
hearLocked(() => {
  const put = () => void capture.flush().catch(() => undefined);
  // Whoever is writing here is not interrupted.
  if (document.hasFocus()) window.addEventListener('blur', put, { once: true });
  else put();
});
shell.beforeClose(capture.flush);
if (shell.kind === 'browser') {
  window.addEventListener('beforeunload', (event) => {
    if (capture.hasWords()) event.preventDefault();
  });
}
refuseDrops();
tellOfCopies();

createRoot(root).render(
  <StrictMode>
    <CaptureView capture={capture} />
  </StrictMode>,
);
