import { type Attachment, shortened } from './attachment.ts';

/** Names that Windows gives to devices, with whatever extension. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/**
 * The attachment's name as any file system takes it: it leads nowhere, hides nothing, and is no
 * device of Windows.
 */
export function fileNameOf({ name }: Pick<Attachment, 'name'>): string {
  const plain = name
    .replaceAll(/[\\/:*?"<>|]/g, '_')
    .replace(/^\./, '_')
    .replace(/[. ]+$/, '')
    .replace(DEVICE, (device) => `${device}_`);
  return shortened(plain === '' ? 'Unnamed' : plain);
}
