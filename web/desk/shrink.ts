import type { Picked } from './draft.ts';
import { firstSize, smallerSize } from './rules.ts';

type Size = { width: number; height: number };

async function written(image: ImageBitmap, { width, height }: Size): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) return null;
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, width, height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** A file as a PNG of at most so many bytes, with fewer pixels where it must be. Nothing leaves the page. */
export async function pngOf(file: Blob, most: number): Promise<Picked | 'BROKEN' | 'STUBBORN'> {
  const image = await createImageBitmap(file).catch(() => null);
  if (image === null) return 'BROKEN';
  try {
    for (let size: Size | null = firstSize(image); size !== null; ) {
      const blob = await written(image, size);
      if (blob === null) return 'BROKEN';
      if (blob.size <= most) {
        const shrunk = size.width !== image.width || size.height !== image.height;
        return { ...size, base64: await base64Of(blob), bytes: blob.size, shrunk };
      }
      size = smallerSize(size, { bytes: blob.size, most });
    }
    return 'STUBBORN';
  } finally {
    image.close();
  }
}
