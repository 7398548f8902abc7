import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { licenseLine } from './creditWords.ts';
import { artifact, type Canvas, newCanvas, openPage, openSection } from './draw/canvas.ts';
import { finish, openDocument } from './draw/document.ts';
import { type Enclosure, enclose } from './draw/enclosures.ts';
import { drawFurniture, type Furniture } from './draw/forms.ts';
import { drawFront } from './draw/front.ts';
import { planOf } from './draw/licensedPlans.ts';
import type { DocumentInfo } from './draw/metadata.ts';
import { paletteOf } from './draw/palette.ts';
import { openPicture, type Picture } from './draw/picture.ts';
import { WHOLE } from './draw/plans.ts';
import { recordPages } from './draw/record.ts';
import type { Sheet } from './draw/sheet.ts';
import { bodySentence } from './draw/statements.ts';
import { pageAsSvg } from './draw/svg.ts';
import { drawOver, drawUnder } from './draw/watermark.ts';
import { parseFacts } from './facts/parse.ts';
import type { Design } from './facts/parts.ts';
import { printedFacts } from './facts/publicFacts.ts';
import type { CertificateFacts } from './facts/v2.ts';
import { drawableFacts, printedText } from './fonts/drawable.ts';
import type { Box } from './layout/page.ts';
import { addSignatureField } from './seal/signatureField.ts';
import { certificateName, NOT_ISSUED } from './words.ts';

export type { Enclosure } from './draw/enclosures.ts';

/** The facts cannot be drawn; the message names the field. */
export class UndrawableFacts extends Error {
  override name = 'UndrawableFacts';
}

export type DrawOptions = {
  /** False leaves the text operators in the file uncompressed; default true. */
  compress?: boolean;
  /** Opaque RGB PNGs as `readImage` writes them, which `facts.look` names by their SHA-256. */
  images?: { logo?: Buffer; signature?: Buffer };
  /** Associated files of the document, in this order. */
  enclosures?: Enclosure[];
  /** Reserves space for a seal of this many bytes; `sealPdf` fills it. */
  seal?: { room: number };
  /** Watermarked, without number, code, seal and enclosures, so that it never looks like an issued certificate. */
  preview?: boolean;
  /** The facts come from parseFacts, unchanged, so they are not parsed again; whether they can be drawn is always checked. */
  parsed?: boolean;
};

/**
 * Draws a certificate: a front page to hang up, and the record of the activity behind it, A4 landscape, as PDF/A-3A and PDF/UA-1.
 * The same facts and options always give the same bytes. Throws UndrawableFacts; call `parseFacts` and `drawableFacts` before
 * issue.
 */
export async function drawCertificate(value: CertificateFacts, options: DrawOptions = {}): Promise<Buffer> {
  // Drawing blocks the event loop: yield once before it, so that other requests and the streams of earlier documents go on.
  await setImmediate();
  const facts = drawableOnly(options.parsed ? value : parsedOnly(value));
  const { compress = true, enclosures = [], seal, preview = false } = options;
  if (preview && (seal !== undefined || enclosures.length > 0))
    throw new RangeError('A preview has neither seal nor enclosures.');
  const sealed = seal !== undefined && enclosures.length > 0;
  const sheet = sheetOf(facts, { preview, sealed, images: options.images ?? {} });
  const info = infoOf(facts, preview);
  const canvas = canvasOf(facts, info, compress);
  drawPages(canvas, sheet);
  enclose(canvas, enclosures, info.at);
  if (seal) addSignatureField(canvas.doc, { ...fieldOf(facts, info.at), room: seal.room });
  return finish(canvas, info);
}

/** The front of a preview as SVG: the same drawing, for a page that shows how the paper will look. Throws UndrawableFacts. */
export async function drawPreviewPicture(
  value: CertificateFacts,
  { images = {} }: Pick<DrawOptions, 'images'> = {},
): Promise<string> {
  await setImmediate();
  const facts = drawableOnly(parsedOnly(value));
  const sheet = sheetOf(facts, { preview: true, sealed: false, images });
  const canvas = canvasOf(facts, infoOf(facts, true), false);
  const furniture = drawFrontPage(canvas, sheet);
  return pageAsSvg(canvas, { furniture, pictures: [sheet.logo, sheet.signature] });
}

type Drawing = Required<Pick<DrawOptions, 'preview' | 'images'>> & { sealed: boolean };

const designOf = ({ look }: CertificateFacts): Design => look?.design ?? 'CLASSIC';

function sheetOf(facts: CertificateFacts, { preview, sealed, images }: Drawing): Sheet {
  const [printed, plan] = [printedFacts(facts), planOf(designOf(facts), licenseLine(facts) !== null)];
  const said = bodySentence(printed, plan);
  return { facts, printed, plan, bodySentence: said, preview, sealed, ...picturesOf(facts, images) };
}

const canvasOf = (facts: CertificateFacts, info: DocumentInfo, compress: boolean): Canvas =>
  newCanvas(openDocument(info, compress), paletteOf(designOf(facts), facts.look));

/** Answers the furniture that stands on it. */
function drawFrontPage(canvas: Canvas, sheet: Sheet): Furniture[] {
  const { front, frontFurniture } = sheet.plan;
  const furniture = frontFurniture(canvas.palette);
  openSection(canvas);
  drawPage(canvas, sheet, furniture, front.watermark, () => drawFront(canvas, sheet));
  return furniture;
}

function drawPages(canvas: Canvas, sheet: Sheet): void {
  const { recordFurniture } = sheet.plan;
  drawFrontPage(canvas, sheet);
  openSection(canvas);
  const pages = recordPages(canvas, sheet);
  for (const [at, draw] of pages.entries()) {
    const number = { number: at + 2, of: pages.length + 1 };
    drawPage(canvas, sheet, recordFurniture(canvas.palette), WHOLE, () => draw(number));
  }
}

function drawPage(canvas: Canvas, sheet: Sheet, furniture: Furniture[], watermark: Box, draw: () => void): void {
  const { facts, preview } = sheet;
  openPage(canvas);
  artifact(canvas, 'background', () => {
    for (const piece of furniture) drawFurniture(canvas, piece);
  });
  if (preview) drawUnder(canvas, 'PREVIEW', watermark);
  else if (facts.specimen) drawUnder(canvas, 'SPECIMEN', watermark);
  draw();
  if (preview) drawOver(canvas, 'PREVIEW', watermark);
}

const infoOf = (
  { course, organization, number, issuedAt, ...facts }: CertificateFacts,
  preview: boolean,
): DocumentInfo => ({
  title: printedText(
    preview
      ? `Preview of a certificate, ${NOT_ISSUED}: ${course.title}`
      : `${certificateName(facts)}: ${course.title} (${number})`,
  ),
  author: printedText(organization.legalName),
  subject: preview ? `Preview, ${NOT_ISSUED}` : `Certificate ${number}`,
  creator: 'Attune',
  producer: 'Attune with PDFKit',
  at: new Date(issuedAt),
});

const fieldOf = ({ number, organization }: CertificateFacts, at: Date) => ({
  signedBy: printedText(organization.legalName),
  reason: `Issue of certificate ${number}`,
  at,
  tooltip: `Seal of certificate ${number}`,
});

const PICTURES = [
  ['logo', 'Logo', 'logoSha256'],
  ['signature', 'Signature', 'signatureSha256'],
] as const;

/** The images that the facts name. */
function picturesOf({ look }: CertificateFacts, images: NonNullable<DrawOptions['images']>) {
  const opened: Record<'logo' | 'signature', Picture | null> = { logo: null, signature: null };
  for (const [key, name, named] of PICTURES) {
    const [bytes, expected] = [images[key], look?.[named] ?? null];
    const actual = bytes ? createHash('sha256').update(bytes).digest('hex') : null;
    if (actual !== expected) {
      throw new UndrawableFacts(
        `look.${named} names ${expected ?? 'no image'}, but the caller passed ${actual ?? 'no image'}.`,
      );
    }
    if (!bytes) continue;
    opened[key] = openPicture(name, bytes);
    if (!opened[key]) throw new UndrawableFacts(`The image of look.${named} is not an opaque 8-bit RGB PNG.`);
  }
  return opened;
}

function parsedOnly(value: CertificateFacts): CertificateFacts {
  const parsed = parseFacts(value);
  if (parsed.ok) return parsed.facts;
  throw new UndrawableFacts(`These are not the facts of a certificate. ${parsed.faults.join('; ')}`);
}

function drawableOnly(facts: CertificateFacts): CertificateFacts {
  const drawable = drawableFacts(facts);
  if (drawable.ok) return facts;
  const characters = drawable.characters.map(
    (c) => `U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
  throw new UndrawableFacts(
    `${drawable.field} has characters that no embedded font can draw: ${characters.join(', ')}.`,
  );
}
