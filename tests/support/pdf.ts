/** What a PDF of Chromium's says about itself outside of its compressed pages. */
export interface Pdf {
  readonly pages: number;
  /** In points. */
  readonly size: string;
  /** Its own, then those of the headings in it. */
  readonly titles: readonly string[];
  /** Where its links lead to: addresses, and names of places in it. */
  readonly links: readonly string[];
}

export function readPdf(bytes: Uint8Array): Pdf {
  const text = Buffer.from(bytes).toString('latin1');
  const all = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found ?? '');
  return {
    pages: all(/\/Type\s*\/Page(?!s)\b/g).length,
    size: [...new Set(all(/\/MediaBox\s*\[([^\]]+)\]/g))].join('; '),
    titles: all(/\/Title\s*\(((?:\\.|[^\\)])*)\)/g),
    links: [...new Set(all(/\/(?:URI\s*\(|Dest\s*\/)([^)\s>]+)/g))],
  };
}
