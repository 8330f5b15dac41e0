import { isSafeUrl } from '../../domain/entry.ts';

const HOST = /^(localhost|[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+)(:\d+)?([/?#]|$)/u;
const MAILBOX = /^[^\s@/:?]+@[^\s@/:?]+\.[^\s@/:?]+$/;

/** What was typed or pasted as a link, as an address that is safe to open; or why it is none. */
export function linkAddress(typed: string): { url: string } | { problem: string } {
  const address = typed.trim();
  if (isSafeUrl(address)) return { url: address };
  const guess = MAILBOX.test(address) ? `mailto:${address}` : `https://${address}`;
  if ((MAILBOX.test(address) || HOST.test(address)) && isSafeUrl(guess)) return { url: guess };
  return { problem: 'A link must start with https://, http:// or mailto:. Nothing was added.' };
}
