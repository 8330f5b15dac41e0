import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { protocol } from 'electron';
import * as v from 'valibot';
import { HOST, SCHEME } from './names.ts';

/** The build's output, which holds this file's bundle in `electron/`. */
const BUILD = path.join(import.meta.dirname, '..');

const HeaderList = v.record(v.string(), v.string());
const PageList = v.object({
  served: v.record(v.string(), v.object({ file: v.string(), headers: HeaderList })),
  refusal: HeaderList,
});
type PageList = v.InferOutput<typeof PageList>;

/** Makes `app://journal` an origin with storage. Must be called before the app is ready, and once. */
export function registerScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }]);
}

/** Serves the files that the build listed, by exact path: no address can reach another file. */
export async function servePage(): Promise<void> {
  const list = v.parse(PageList, JSON.parse(await readFile(path.join(BUILD, 'page.json'), 'utf8')));
  protocol.handle(SCHEME, (request) => respond(request, list));
}

async function respond(request: Request, { served, refusal }: PageList): Promise<Response> {
  const refuse = (status: number) => new Response(null, { status, headers: refusal });
  const url = new URL(request.url);
  if (url.host !== HOST) return refuse(404);
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
  if (!Object.hasOwn(served, url.pathname)) return refuse(404);
  const entry = served[url.pathname];
  if (entry === undefined) return refuse(404);
  const body = request.method === 'HEAD' ? null : await readFile(path.join(BUILD, entry.file));
  return new Response(body, { headers: entry.headers });
}
