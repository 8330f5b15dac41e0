/**
 * A hash of something that comes in pieces: SHA-256 over the SHA-256 of each, since WebCrypto takes no
 * hash in pieces. FROZEN: files are known again by it.
 */
export interface Hash {
  add(piece: Uint8Array<ArrayBuffer>): Promise<void>;
  /** In hexadecimal. */
  end(): Promise<string>;
}

export function createHash(): Hash {
  const digests: Uint8Array<ArrayBuffer>[] = [];
  return {
    async add(piece) {
      digests.push(new Uint8Array(await crypto.subtle.digest('SHA-256', piece)));
    },
    async end() {
      const all = await new Blob(digests).arrayBuffer();
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', all));
      return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
    },
  };
}
