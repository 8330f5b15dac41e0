import { commandsIn } from '../commands/commands.ts';
import { shell } from '../shell/host.ts';

/** The commands of this host: what the menu, the keyboard and the palette read. */
export const OFFERED = commandsIn({ desktop: shell.desktop !== null });
