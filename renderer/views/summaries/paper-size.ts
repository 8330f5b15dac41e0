/** Where people write on US Letter (CLDR, paperSize). */
const LETTER = 'BZ CA CL CO CR GT MX NI PA PH PR SV US VE'.split(' ');

/** The paper of the place where a language such as `en-GB` is set. */
export function paperSize(language: string): 'A4' | 'letter' {
  const { region } = new Intl.Locale(language).maximize();
  return LETTER.includes(region ?? '') ? 'letter' : 'A4';
}
