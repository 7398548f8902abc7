import { createHash } from 'node:crypto';
import type { Canvas } from './canvas.ts';
import { addObject, addPlain, type Inside } from './document.ts';

/** A file inside the certificate; `relationship` as ISO 19005-3 names it (AFRelationship). */
export type Enclosure = {
  name: string;
  /** For example application/vc. */
  mediaType: string;
  relationship: 'Data' | 'Alternative' | 'Supplement' | 'Source';
  description: string;
  bytes: Buffer;
};

/** A character that PDF names spell in hexadecimal (ISO 32000-1, 7.3.5): here the media type's stroke, above all. */
const nameOf = (mediaType: string): string =>
  mediaType.replace(/[^\w.+-]/g, (character) => `#${character.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * Encloses files as associated files of the document, in this order, readable as they stand. PDFKit's `file` writes the checksum as
 * text; ISO 32000-1, 7.11.4 asks for its 16 bytes.
 */
export function enclose({ doc }: Canvas, enclosures: Enclosure[], at: Date): void {
  if (enclosures.length === 0) return;
  const { data } = (doc as unknown as Inside)._root;
  data.AF = enclosures.map(({ name, mediaType, relationship, description, bytes }) => {
    const file = addPlain(
      doc,
      {
        Type: 'EmbeddedFile',
        Subtype: nameOf(mediaType),
        Params: { Size: bytes.length, CreationDate: at, ModDate: at, CheckSum: md5(bytes) },
      },
      bytes,
    );
    const specification = addObject(doc, {
      Type: 'Filespec',
      F: new String(name),
      UF: new String(name),
      Desc: new String(description),
      AFRelationship: relationship,
      EF: { F: file, UF: file },
    });
    doc.addNamedEmbeddedFile(name, specification);
    return specification;
  });
}

/** A checksum against accidents, as the standard asks for; seal and log stand against tampering. */
const md5 = (bytes: Buffer): Uint8Array => new Uint8Array(createHash('md5').update(bytes).digest());
