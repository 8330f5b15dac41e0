import * as v from 'valibot';

/** For `JSON.stringify`: bytes as text, where JSON has no word for them. */
export function bytesAsBase64(_: string, value: unknown): unknown {
  if (!(value instanceof Uint8Array)) return value;
  return { base64: btoa(Array.from(value, (byte) => String.fromCharCode(byte)).join('')) };
}

/** For `JSON.parse`: the bytes again. */
export function base64AsBytes(_: string, value: unknown): unknown {
  if (!v.is(v.strictObject({ base64: v.pipe(v.string(), v.base64()) }), value)) return value;
  return Uint8Array.from(atob(value.base64), (letter) => letter.charCodeAt(0));
}
