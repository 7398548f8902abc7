import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import PDFDocument from 'pdfkit';
import { finish } from '../../certificates/draw/document.ts';
import { registerFaces, setLine } from '../../certificates/draw/text.ts';
import { face } from '../../certificates/fonts/faces.ts';
import { drawCertificate } from '../../certificates/pdf.ts';
import { readPdf, textOf } from './readPdf.ts';
import { sampleFacts } from './sampleFacts.ts';

/** What the drawing reaches in PDFKit beyond its documented interface. A new version must pass here first. */
const open = () => {
  const doc = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margin: 0,
    font: '',
    pdfVersion: '1.7',
    compress: false,
  });
  registerFaces(doc);
  return doc;
};

test('the version is the one these tests were written for', () => {
  const installed = readFileSync(new URL('../../node_modules/pdfkit/package.json', import.meta.url), 'utf8');
  expect(JSON.parse(installed)).toMatchObject({ version: '0.20.2' });
});

test('an object with layout() is a font, and measures as PDFKit measures', () => {
  const doc = open();
  for (const role of ['serif', 'italic', 'strong', 'sans'] as const) {
    const { name, width } = face(role);
    for (const text of [
      'Efficient Office, Tü',
      'Ἀλεξάνδρα  Wu',
      'Ọlátúnjí ọ̀',
      'https://example.org/verify/BGNTZ-49EKR',
    ]) {
      expect(doc.font(name).fontSize(13).widthOfString(text)).toBeCloseTo(width(text, 13), 6);
    }
    const features: PDFKit.Mixins.OpenTypeFeatures[] = ['smcp'];
    expect(doc.widthOfString('Small Capitals', { features })).toBeCloseTo(width('Small Capitals', 13, features), 6);
  }
  doc.end();
});

test('the inner step that sets a line writes what text() writes', async () => {
  const content = async (paint: (doc: PDFKit.PDFDocument) => void) => {
    const doc = open();
    paint(doc);
    return (await finish(doc)).toString('latin1').match(/BT[\s\S]*?ET/g);
  };
  for (const tracking of [0, 0.9]) {
    const text = 'Office of Adébáyọ̀ Wu';
    const direct = await content((doc) =>
      setLine(doc, text, { role: 'serif', size: 14, ink: '#000000', tracking }, 100, 90),
    );
    const documented = await content((doc) =>
      doc
        .font(face('serif').name)
        .fontSize(14)
        .text(text, 100, 90, { lineBreak: false, baseline: 'alphabetic', characterSpacing: tracking }),
    );
    expect(direct).not.toBeNull();
    expect(direct).toEqual(documented);
  }
});

test('characters that share a glyph keep their own text; one parsed font serves many documents', async () => {
  const texts = ['Oʼbrien O’Brien', 'ιɩ', 'fi ffi Aﬁ'];
  for (const text of [...texts, ...texts]) {
    const doc = open();
    setLine(doc, text, { role: 'serif', size: 12, ink: '#000000' }, 10, 50);
    expect(textOf(readPdf(await finish(doc)))).toBe(text);
  }
});

test('two certificates of usual letters embed the same font files, sound after inflating', async () => {
  const fontFiles = async (learnerName: string) => {
    const { objects } = readPdf(await drawCertificate(sampleFacts({ learnerName })));
    const ids = [...objects.values()].flatMap(({ head }) => head.match(/\/FontFile2 (\d+) 0 R/)?.[1] ?? []);
    return ids.map((id) => objects.get(Number(id))?.stream ?? '');
  };
  const [one, other, rare] = [await fontFiles('Ann Wu'), await fontFiles('Kim Hale'), await fontFiles('Zoë Ŧ')];
  expect(one).toHaveLength(4);
  expect(one).toEqual(other);
  expect(one).not.toEqual(rare);
  for (const file of [...one, ...rare]) expect(file.startsWith('\0\u0001\0\0')).toBe(true);
});

test('a form made once is referred to as it stands, without a second deflate', async () => {
  const doc = new PDFDocument({ font: '', autoFirstPage: true });
  const bytes = Buffer.from('already packed');
  const reference = doc.ref({ Type: 'XObject', Subtype: 'Form', Filter: 'FlateDecode' });
  reference.end(bytes);
  doc.page.xobjects.Frame = reference;
  const file = await finish(doc);
  expect(file.includes(bytes)).toBe(true);
  expect(file.toString('latin1')).toMatch(/\/XObject <<\n\/Frame \d+ 0 R\n>>/);
});

test('document information passes through _addInfo on its way to XMP', () => {
  const inside = open() as unknown as { _addInfo: unknown; info: Record<string, unknown> };
  expect(typeof inside._addInfo).toBe('function');
  expect(Object.keys(inside.info)).toEqual(expect.arrayContaining(['Producer', 'Creator', 'CreationDate']));
});
