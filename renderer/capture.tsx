import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { shell } from './shell/host.ts';
import { CaptureView } from './views/capture/CaptureView.tsx';
import { createCapture } from './views/capture/capture.ts';
import { deliver } from './views/capture/channel.ts';
import { refuseDrops } from './views/drops.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('capture.html has lost its #root');

const capture = createCapture({
  send: deliver,
  onSaved: () => shell.desktop?.hideCapture(),
});
shell.beforeClose(capture.flush);
if (shell.kind === 'browser') {
  window.addEventListener('beforeunload', (event) => {
    if (capture.hasWords()) event.preventDefault();
  });
}
refuseDrops();

createRoot(root).render(
  <StrictMode>
    <CaptureView capture={capture} />
  </StrictMode>,
);
