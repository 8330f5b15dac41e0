/** What an attacker would climb up with: plain, encoded once to thrice, overlong, looking alike. */
const UP = [
  '..',
  '.%2e',
  '%2E%2e',
  '%252e%252e',
  '%25252e%25252e',
  '%c0%ae%c0%ae',
  '%e0%80%ae%e0%80%ae',
  '%f0%80%80%ae%f0%80%80%ae',
  '%u002e%u002e',
  '%uff0e%uff0e',
  '\u2024\u2024',
  '\uff0e\uff0e',
  '\u2025',
  '..%00',
  '..%0d%0a',
  '..%20',
  '..;',
  '....',
  '.\t.',
];

const SLASH = [
  '/',
  '//',
  '\\',
  '%2f',
  '%5C',
  '%252f',
  '%255c',
  '%c0%af',
  '%c1%9c',
  '%e0%80%af',
  '%u2215',
  '\u2215',
  '\uff0f',
  '\\/',
];

/** Each leads, if it leads anywhere, to a file that is really there: the list beside the page. */
const CLIMBS = UP.flatMap((up) =>
  SLASH.flatMap((slash) => [
    `/${up}${slash}page.json`,
    `/assets/${up}${slash}${up}${slash}page.json`,
  ]),
);

const ELSEWHERE = [
  // In the build, in the repository, on the disk.
  '/page.json',
  '/page',
  '/page/index.html',
  '/index.html',
  '/electron/main.js',
  '/electron/preload.cjs',
  '/package.json',
  '/.built',
  '/etc/passwd',
  '//etc/passwd',
  '///etc/passwd',
  '/%2fetc%2fpasswd',
  '/%2f%2fetc%2fpasswd',
  '/proc/self/environ',
  '/~/.ssh/id_rsa',
  '/%7e%2f.ssh%2fid_rsa',
  '/dev/stdin',
  '/file:///etc/passwd',
  '/file:%2f%2f%2fetc%2fpasswd',
  // Drive letters, devices, shares and streams of Windows.
  '/C:/Windows/win.ini',
  '/C:%5cWindows%5cwin.ini',
  '/c|/Windows/win.ini',
  '/C:page.json',
  '/CON',
  '/NUL.js',
  '/\\\\server\\share\\file',
  '/%5c%5cserver%5cshare%5cfile',
  '//server/share/file',
  '/%5c%5c?%5cC:%5cWindows%5cwin.ini',
  '/%5c%5c.%5cC:%5cWindows%5cwin.ini',
  '/page.json::$DATA',
  // Folders, and names that a careless reading ends early or mends.
  '/assets',
  '/assets/',
  '/assets//',
  '/%00',
  '/%00/page.json',
  '/page.json%00',
  '/page.json%00.js',
  '/index.html%00.js',
  '/page.json%20',
  '/page.json.',
  '/PAGE.JSON',
  '/page.json/',
  '/page.json;.js',
  '/page.json%3f.js',
  '/page.json%23.js',
  '/%3f/../page.json',
  '/page.json?/assets/index.js',
  '/page.json#/assets/index.js',
  '/..%2fpage.json?file=/',
  '/..%2fpage.json#/',
  // What every object has.
  '/__proto__',
  '/constructor',
  '/prototype',
  '/toString',
  '/hasOwnProperty',
  '/valueOf',
  '/__defineGetter__',
];

/** Paths beyond the page, as an attacker would write them. */
export const TRAVERSALS: readonly string[] = [...new Set([...CLIMBS, ...ELSEWHERE])];

/**
 * No traversal, much as they look it: every parser of addresses tidies these up before anyone is
 * asked, and what is left is the start page's own path.
 */
export const START_PAGE: readonly string[] = [
  '',
  '/',
  '/.',
  '/./',
  '/..',
  '/../',
  '/../..',
  '/%2e',
  '/%2E%2e',
  '/.%2e/',
  '/\\..\\',
  '/.\t./',
  '/page.json/..',
  '/assets/..',
  '/assets/%2e%2e/',
  '/assets\\..\\',
  '/nothing/nowhere/../..',
  '/?../page.json',
  '/?/%2e%2e/page.json',
  '/?file=/etc/passwd',
  '/..?/page.json',
  '/#/../page.json',
  '/..#page.json',
];

/** What comes after `app://` when it is not the journal that is asked. */
export const OTHER_HOSTS: readonly string[] = [
  'other/',
  'localhost/',
  '127.0.0.1/',
  '[::1]/',
  'journal.evil/',
  'evil.journal/',
  'journal./',
  'journal-/',
  'journal,evil/',
  'journal%00/',
  'journal%2f..%2fevil/',
  'journal%23.evil/',
  'journal\\.evil/',
  'j\u043eurnal/',
  'journal@evil/',
  'journal:80@evil/',
  'journal:secret@evil/',
  'evil@journal/',
  'evil:secret@journal/',
  'journal:port/',
];

export const OTHER_SCHEMES: readonly string[] = [
  'http://journal/',
  'https://journal/',
  'http://app/journal/',
  'ftp://journal/',
  'apps://journal/',
  'app+http://journal/',
];
