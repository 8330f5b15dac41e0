// First, so that the journal opens while React is being read.
import './opening.ts';
import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './views/App.tsx';
import { tellOfCopies } from './views/clipboard.ts';
import { refuseDrops } from './views/drops.ts';
import { showBlur } from './views/lock/on-this-computer.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has lost its #root');
refuseDrops();
showBlur();
tellOfCopies();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
