import { PDFiumLibrary } from '@hyzyla/pdfium';
import { PNG } from 'pngjs';

let opening: Promise<PDFiumLibrary> | undefined;

/** Quick to write, and smaller than filtered for a page of flat colors. */
const WRITTEN = { colorType: 2, inputHasAlpha: true, filterType: 0, deflateLevel: 6 } as const;

/** The first page of a PDF of ours as PNG, so many pixels wide. PDFium is loaded when it is first asked for. */
export async function firstPage(pdf: Uint8Array, width: number): Promise<Uint8Array> {
  opening ??= PDFiumLibrary.init();
  const document = await (await opening).loadDocument(pdf);
  try {
    const page = document.getPage(0);
    const { originalWidth, originalHeight } = page.getOriginalSize();
    const size = { width, height: Math.round((width * originalHeight) / originalWidth), scale: 1 };
    const { data } = await page.render({ ...size, render: async (bitmap) => written(bitmap) });
    return data;
  } finally {
    document.destroy();
  }
}

function written({ data, ...size }: { data: Uint8Array; width: number; height: number }): Uint8Array {
  const png = new PNG(size);
  png.data = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return PNG.sync.write(png, WRITTEN);
}
