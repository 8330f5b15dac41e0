import { imageSize } from '../formats/image-size.ts';

/** The longer side of a small picture, at the most: twice what a list shows, for fine screens. */
const SIDE = 320;
/** What decodes to more than 256 MB is not decoded. */
const MOST_PIXELS = 64_000_000;
/** Long enough for any picture in these limits; a decoder that hangs must not hold up what is attached. */
const PATIENCE_MS = 10_000;
/** Photographs may bring hundreds of kilobytes before they say their size. */
const HEAD = 1024 * 1024;

/**
 * A small WebP of a picture, upright and without anything that the picture told; null for what is no
 * picture, cannot be decoded, or is too large to be tried. SVG is a program, and gets none.
 */
export async function thumbnailOf(file: Blob): Promise<Uint8Array<ArrayBuffer> | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, null);
  });
  return Promise.race([draw(file).catch(() => null), tooLong]).finally(() => clearTimeout(timer));
}

async function draw(file: Blob): Promise<Uint8Array<ArrayBuffer> | null> {
  const size = imageSize(new Uint8Array(await file.slice(0, HEAD).arrayBuffer()));
  if (size === null || size.width * size.height > MOST_PIXELS) return null;
  const picture = await createImageBitmap(file);
  const { width, height } = picture;
  const scale = Math.min(1, SIDE / Math.max(width, height));
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(width * scale)),
    Math.max(1, Math.round(height * scale)),
  );
  const context = canvas.getContext('2d');
  if (context === null) throw new TypeError('no canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const drawn = await canvas.convertToBlob({ type: 'image/webp', quality: 0.8 });
  return new Uint8Array(await drawn.arrayBuffer());
}
