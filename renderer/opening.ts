import { openJournal } from './engine/client.ts';
import { shell } from './shell/host.ts';

openJournal(shell.outside);
