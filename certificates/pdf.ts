import { finish, openDocument } from './draw/document.ts';
import { addFurniture, drawFurniture, type Furniture } from './draw/frame.ts';
import { drawFront } from './draw/front.ts';
import { recordPages } from './draw/record.ts';
import { drawSpecimen } from './draw/specimen.ts';
import type { Canvas } from './draw/text.ts';
import { type CertificateFacts, parseFacts } from './facts.ts';
import { drawableFacts } from './fonts/drawable.ts';

/** The facts cannot be drawn as they stand; the message names the field. */
export class UndrawableFacts extends Error {
  override name = 'UndrawableFacts';
}

export type DrawOptions = {
  /** False leaves the text operators readable in the file; default true. */
  compress?: boolean;
};

/**
 * Draws a certificate: a front page to hang up and the record of the activity behind it, A4 landscape.
 * The same facts always give the same bytes. Throws UndrawableFacts; ask `parseFacts` and
 * `drawableFacts` before issue.
 */
export async function drawCertificate(facts: CertificateFacts, options: DrawOptions = {}): Promise<Buffer> {
  const printed = checked(facts);
  const doc = openDocument(printed, options.compress ?? true);
  const frame = addFurniture(doc, 'Frame');
  openPage(doc, [frame, addFurniture(doc, 'Halo')], printed);
  drawFront(doc, printed);
  const pages = recordPages(doc, printed);
  for (const [at, drawPage] of pages.entries()) {
    openPage(doc, [frame], printed);
    drawPage({ number: at + 2, of: pages.length + 1 });
  }
  return finish(doc);
}

function openPage(doc: Canvas, furniture: Furniture[], { specimen }: CertificateFacts): void {
  doc.addPage();
  for (const piece of furniture) drawFurniture(doc, piece);
  if (specimen) drawSpecimen(doc);
}

function checked(value: CertificateFacts): CertificateFacts {
  const parsed = parseFacts(value);
  if (!parsed.ok) throw new UndrawableFacts(`These are not the facts of a certificate. ${parsed.faults.join('; ')}`);
  const drawable = drawableFacts(parsed.facts);
  if (!drawable.ok) {
    const characters = drawable.characters.map(
      (c) => `U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
    );
    throw new UndrawableFacts(
      `${drawable.field} has characters that no embedded font can draw: ${characters.join(', ')}.`,
    );
  }
  return parsed.facts;
}
