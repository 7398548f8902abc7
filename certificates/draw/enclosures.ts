import { hash } from 'node:crypto';
import type { Canvas } from './canvas.ts';
import type { Inside } from './document.ts';
import { dateString, spell, textString } from './spelled.ts';

/** A file inside the certificate; `relationship` as ISO 19005-3 names it (AFRelationship). */
export type Enclosure = {
  name: string;
  /** For example application/vc. */
  mediaType: string;
  relationship: 'Data' | 'Alternative' | 'Supplement' | 'Source';
  description: string;
  bytes: Buffer;
};

/** A character that PDF names write in hexadecimal (ISO 32000-1, 7.3.5), mainly the slash of the media type. */
const nameOf = (mediaType: string): string =>
  mediaType.replace(/[^\w.+-]/g, (character) => `#${character.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * Encloses files as associated files of the document, in this order, unencoded. PDFKit's `file` writes the checksum as text, but
 * ISO 32000-1, 7.11.4 requires its 16 bytes.
 */
export function enclose({ doc }: Canvas, enclosures: Enclosure[], at: Date): void {
  if (enclosures.length === 0) return;
  const { data } = (doc as unknown as Inside)._root;
  const on = dateString(at);
  data.AF = enclosures.map(({ name, mediaType, relationship, description, bytes }) => {
    const params = `/Size ${bytes.length} /CreationDate ${on} /ModDate ${on} /CheckSum <${md5(bytes)}>`;
    const file = spell(doc, `/Type /EmbeddedFile /Subtype /${nameOf(mediaType)} /Params <<${params}>>`, bytes);
    const called = textString(name);
    const said = `/F ${called} /UF ${called} /Desc ${textString(description)} /AFRelationship /${relationship}`;
    const specification = doc.ref({});
    spell(doc, `<</Type /Filespec ${said} /EF <</F ${file} 0 R /UF ${file} 0 R>>>>`, undefined, specification);
    doc.addNamedEmbeddedFile(name, specification);
    return specification;
  });
}

/** A checksum against accidents, as the standard requires. The seal and the log protect against tampering. */
const md5 = (bytes: Buffer): string => hash('md5', bytes);
