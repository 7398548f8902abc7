import { readFileSync } from 'node:fs';
import { deflateSync, inflateSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { addDeflated, addObject, bytesOf, openDocument } from '../../../certificates/draw/document.ts';
import { dateString, spell, textString } from '../../../certificates/draw/spelled.ts';
import { newTypesetter } from '../../../certificates/draw/typesetter.ts';
import { face } from '../../../certificates/fonts/faces.ts';
import { drawCertificate } from '../../../certificates/pdf.ts';
import { openPdf } from '../../support/certificates/openPdf.ts';
import { readPdf, textOf } from '../../support/certificates/readPdf.ts';
import { sampleFacts } from '../../support/certificates/sampleFacts.ts';

/** What the drawing reaches in PDFKit beyond its documented interface. A new version must pass here first. */
const info = { title: 'T', author: 'A', subject: 'S', creator: 'C', producer: 'P', at: new Date(0) };
const open = () => openDocument(info, true).addPage();

test('the version is the one these tests were written for', () => {
  const installed = readFileSync(new URL('../../../node_modules/pdfkit/package.json', import.meta.url), 'utf8');
  expect(JSON.parse(installed)).toMatchObject({ version: '0.20.2' });
});

test('a document is written at once, whole and in order', () => {
  const pdf = openPdf(bytesOf(open()));
  expect(pdf.text.startsWith('%PDF-1.7\n')).toBe(true);
  expect(pdf.pages).toHaveLength(1);
});

test('a stream that names its filter is written unchanged, without a second deflate', () => {
  const doc = open();
  const packed = deflateSync('once');
  const id = addDeflated(doc, { Kind: 'Sample' }, packed).id;
  const { dict, raw } = openPdf(bytesOf(doc)).stream({ ref: id });
  expect(raw.equals(packed)).toBe(true);
  expect(dict.get('Filter')).toBe('/FlateDecode');
});

test('strings, names, dates and bytes are distinguished', () => {
  const doc = open();
  const id = addObject(doc, {
    Text: new String('Zoë (a\\b)'),
    Name: 'application#2Fvc',
    At: new Date('2026-11-22T08:15:00Z'),
    Bytes: new Uint8Array([0, 255]),
  }).id;
  const found = openPdf(bytesOf(doc)).dict({ ref: id });
  expect(found.get('Text')).toEqual(Buffer.from('feff005a006f00eb002000280061005c00620029', 'hex'));
  expect(found.get('Name')).toBe('/application/vc');
  expect(found.get('At')).toEqual(Buffer.from('D:20261122081500Z'));
  expect(found.get('Bytes')).toEqual(Buffer.from([0, 255]));
});

test('an object that is written here is where the table says, with its text unchanged', () => {
  const doc = open();
  const id = spell(doc, `<</Plain ${textString('a (b\\')} /Other ${textString('Zoë\n')} /At ${dateString(info.at)}>>`);
  const stream = spell(doc, '/Kind /Sample', Buffer.from('once'));
  const pdf = openPdf(bytesOf(doc));
  const found = pdf.dict({ ref: id });
  expect(found.get('Plain')).toEqual(Buffer.from('a (b\\'));
  expect(found.get('Other')).toEqual(Buffer.from('feff005a006f00eb000a', 'hex'));
  expect(found.get('At')).toEqual(Buffer.from('D:19700101000000Z'));
  expect(pdf.stream({ ref: stream }).raw.toString()).toBe('once');
});

test('an object of another kind is written by its own toString', () => {
  const doc = open();
  const id = addObject(doc, { W: { [Symbol.toStringTag]: 'Widths', toString: () => '[0 [1 2.5]]' } }).id;
  expect(openPdf(bytesOf(doc)).dict({ ref: id }).get('W')).toEqual([0, [1, 2.5]]);
});

test('an element that hangs in the tree marks its content at once, under the number that the parent tree resolves', () => {
  const doc = open();
  const root = doc.struct('Document');
  doc.addStructure(root);
  const paragraph = doc.struct('P');
  root.add(paragraph);
  paragraph.add(() => doc.addContent('0 0 1 1 re f'));
  const pdf = openPdf(bytesOf(doc));
  const [page] = pdf.pages;
  expect(pdf.data(page?.dict.get('Contents')).toString()).toMatch(/\/P <<\s*\/MCID 0\s*>> BDC\n0 0 1 1 re f\nEMC/);
  const parents = pdf.list(pdf.dict(pdf.dict(pdf.root.get('StructTreeRoot')).get('ParentTree')).get('Nums'));
  expect(parents[0]).toBe(page?.dict.get('StructParents'));
  expect(pdf.dict(pdf.list(parents[1])[0]).get('S')).toBe('/P');
});

test('the catalog is open to what PDFKit does not write, and its own metadata can be left out', () => {
  const inside = open() as unknown as Record<'_root' | 'endMetadata' | '_write' | '_offset' | 'page', unknown>;
  expect(inside._root).toMatchObject({ data: { Type: 'Catalog' } });
  expect([typeof inside._write, typeof inside._offset]).toEqual(['function', 'number']);
  expect(inside.page).toMatchObject({ content: { compress: true, data: {} } });
  expect(typeof inside.endMetadata).toBe('function');
});

test('the profile that PDFKit brings is sRGB', async () => {
  const pdf = openPdf(await drawCertificate(sampleFacts()));
  const intent = pdf.dict(pdf.list(pdf.root.get('OutputIntents'))[0]);
  const profile = inflateSync(pdf.stream(intent.get('DestOutputProfile')).raw);
  expect(profile.toString('latin1', 12, 24)).toBe('mntrRGB XYZ ');
  expect(profile.toString('latin1', 36, 40)).toBe('acsp');
  expect(profile.readUInt32BE(0)).toBe(profile.length);
});

test('a line is as wide as the font files say, in every face', async () => {
  const { lines } = readPdf(await drawCertificate(sampleFacts({ learnerName: 'Adébáyọ̀ Ŧ Office' })));
  const name = lines.find(({ text }) => text === 'Adébáyọ̀ Ŧ Office');
  expect(name?.width).toBeCloseTo(face('serif').width('Adébáyọ̀ Ŧ Office', name?.size ?? 0), 2);
});

test('characters that share a glyph keep their own text', async () => {
  for (const learnerName of ['Oʼbrien O’Brien', 'Aιɩ', 'Afi ffi ﬁ']) {
    expect(textOf(readPdf(await drawCertificate(sampleFacts({ learnerName }))), 1)).toContain(learnerName);
  }
});

test('usual letters come from the same font files in every document; rare ones from a small file beside them', () => {
  const fontsOf = (text: string) => {
    const typesetter = newTypesetter();
    typesetter.show(face('serif'), text, 10);
    return typesetter.fonts().map(({ program }) => program);
  };
  const [one] = fontsOf('Ann Wu');
  const [other, rare] = fontsOf('Ŧ Kim');
  expect(other).toBe(one);
  expect(rare?.fileLength).toBeLessThan((one?.fileLength ?? 0) / 10);
  for (const program of [one, rare]) {
    expect(inflateSync(program?.file ?? '').subarray(0, 4)).toEqual(Buffer.from([0, 1, 0, 0]));
  }
});
