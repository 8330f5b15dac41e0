/** Whether these letters, one a byte, stand in the bytes at a place. */
export function standAt(bytes: Uint8Array, letters: string, at: number): boolean {
  for (let index = 0; index < letters.length; index++) {
    if (bytes[at + index] !== letters.charCodeAt(index)) return false;
  }
  return true;
}

export function startsWith(bytes: Uint8Array, letters: string): boolean {
  return standAt(bytes, letters, 0);
}

/** As many bytes from a place on as letters, one a byte. */
export function lettersAt(bytes: Uint8Array, at: number, count: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + count));
}

/** To read numbers of more than a byte in these bytes. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
