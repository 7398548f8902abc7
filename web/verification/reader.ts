/** Browsers that read codes themselves have it. */
type Detector = { detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]> };
type Detectors = {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
};

/** The texts of the codes that a picture shows. */
export type ReadCodes = (video: HTMLVideoElement) => Promise<string[]>;

const QR = 'qr_code';
/** Enough for a code that fills a third of the picture, and quick on an old phone. */
const WIDEST = 640;

export type LoadReader = () => Promise<typeof import('./qr.ts')>;

/** Reads codes with the browser's own reader, or else with one that is loaded now. */
export async function openReader(load: LoadReader): Promise<ReadCodes> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: Detectors };
  if (BarcodeDetector !== undefined && (await BarcodeDetector.getSupportedFormats()).includes(QR)) {
    const detector = new BarcodeDetector({ formats: [QR] });
    return async (video) => (await detector.detect(video)).map(({ rawValue }) => rawValue);
  }
  const { read } = await load();
  const drawing = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  return async (video) => {
    const scale = Math.min(1, WIDEST / video.videoWidth);
    const [width, height] = [Math.round(video.videoWidth * scale), Math.round(video.videoHeight * scale)];
    if (drawing === null || width === 0) return [];
    Object.assign(drawing.canvas, { width, height });
    drawing.drawImage(video, 0, 0, width, height);
    const found = read(drawing.getImageData(0, 0, width, height).data, width, height, {
      inversionAttempts: 'dontInvert',
    });
    return found === null ? [] : [found.data];
  };
}
