// @ts-check
import { EventEmitter } from 'node:events';
import { strict } from './strict.mjs';

/** Says what a test has it say: `powerMonitor.emit('lock-screen')`. */
export const powerMonitor = strict('powerMonitor', new EventEmitter());
