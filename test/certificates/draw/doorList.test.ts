import { expect, test } from '@jest/globals';
import { type DoorListDocument, drawDoorList } from '../../../certificates/doorList.ts';
import { UndrawableFacts } from '../../../certificates/pdf.ts';
import { structureOf, walkPages } from '../../support/certificates/contentWalk.ts';
import { textString } from '../../support/certificates/openPdf.ts';
import { readPdf, textOf } from '../../support/certificates/readPdf.ts';
import { SCRIPTS } from '../../support/certificates/scripts.ts';

const documentOf = (count: number, changes: Partial<DoorListDocument> = {}): DoorListDocument => ({
  title: 'Door list',
  event: 'Two days of practice',
  organization: 'Sample Institute',
  facts: [
    { label: 'Day 1 of 2', value: 'Sat, 13 March 2027, 09:00 to 16:00 (America/Los_Angeles, UTC-08:00)' },
    { label: 'Expected', value: `${count} people` },
    { label: 'Printed', value: 'Fri, 12 March 2027, 18:05 (America/Los_Angeles, UTC-08:00)' },
  ],
  note: 'Write the time of each arrival and each departure.',
  columns: { number: 'No.', name: 'Name', boxes: ['In', 'Out', 'Signature'] },
  guests: Array.from({ length: count }, (_, at) => ({ name: `Kim Example ${at + 1}`, note: null })),
  nobody: 'Nobody has a confirmed place yet.',
  foot: 'Sat, 13 March 2027 (America/Los_Angeles): Two days of practice',
  madeAt: '2027-03-13T02:05:00.000Z',
  ...changes,
});

test('the same document gives the same bytes', () => {
  expect(drawDoorList(documentOf(3)).equals(drawDoorList(documentOf(3)))).toBe(true);
});

test.each([1, 40, 1_000])('%i people are one table: a name and three empty boxes each, on numbered pages', (count) => {
  const file = readPdf(drawDoorList(documentOf(count)));
  const elements = structureOf(file.pdf);
  const byId = new Map(elements.map((element) => [element.id, element]));
  const ofType = (type: string) => elements.filter((element) => element.type === type);
  expect(ofType('Table')).toHaveLength(1);
  expect(ofType('TR')).toHaveLength(count + 1);
  expect(ofType('TH')).toHaveLength(5 + count);
  expect(ofType('TD')).toHaveLength(4 * count);
  for (const cell of [...ofType('TH'), ...ofType('TD')]) expect(byId.get(cell.parent)?.type).toBe('TR');
  const scopes = ofType('TH').map(({ dict }) => file.pdf.dict(dict.get('A')).get('Scope'));
  expect(scopes).toEqual([...Array(5).fill('/Column'), ...Array(count).fill('/Row')]);
  // The number is read; the three boxes are cells with nothing in them.
  expect(ofType('TD').filter(({ kids }) => kids.length === 0)).toHaveLength(3 * count);
  expect(ofType('H1')).toHaveLength(1);
  for (const { walk } of walkPages(file.pdf)) for (const { marks } of walk.painted) expect(marks).toHaveLength(1);
  const names = file.lines.map(({ text }) => text).filter((text) => text.startsWith('Kim Example'));
  expect(names).toEqual(documentOf(count).guests.map(({ name }) => name));
  for (let page = 1; page <= file.pages; page += 1) {
    const text = textOf(file, page);
    expect(text).toContain(`Page ${page} of ${file.pages}`);
    expect(text).toContain('Sat, 13 March 2027 (America/Los_Angeles): Two days of practice');
    expect(text).toContain('Signature');
  }
  expect(file.pages > 1).toBe(count > 25);
  for (const { x, width, y } of file.lines) {
    expect([x >= 44, x + width <= 595.28 - 44, y > 20, y < 841.89 - 20]).toEqual([true, true, true, true]);
  }
});

test('it says its title, its language and when it was printed', () => {
  const { pdf, ...file } = readPdf(drawDoorList(documentOf(2)));
  expect(textString(pdf.root.get('Lang'))).toBe('en');
  expect(pdf.data(pdf.root.get('Metadata')).toString('utf8')).toContain(
    'Door list: Sat, 13 March 2027 (America/Los_Angeles): Two days of practice</rdf:li>',
  );
  expect(textOf({ pdf, ...file })).toContain('Printed: Fri, 12 March 2027, 18:05 (America/Los_Angeles, UTC-08:00)');
});

test('long names wrap and stay in their cell, whether they have spaces or not; their notes stand below', () => {
  const guests = [
    { name: 'Featherstonehaugh-Montgomery '.repeat(4).trim(), note: 'Registration …a1b2c3' },
    { name: 'W'.repeat(120), note: null },
    { name: null, note: 'Write the name here. Registration …d4e5f6' },
    { name: 'Jo Li', note: null },
  ];
  const event = 'Rebuilding trust after betrayal '.repeat(5).trim();
  const file = readPdf(drawDoorList(documentOf(4, { guests, event, foot: `Sat, 13 March 2027: ${event}` })));
  const text = textOf(file).replaceAll(' ', '');
  for (const { name, note } of guests)
    for (const one of [name ?? '', note ?? '']) expect(text).toContain(one.replaceAll(' ', ''));
  const cells = file.lines.filter(({ text: line }) => /^(W+|Feather|Regis|Write the name)/.test(line));
  expect(cells.length).toBeGreaterThan(6);
  for (const { x, width } of cells) expect(x + width).toBeLessThanOrEqual(45 + 505.28 - 66 - 66 - 152);
  for (const { x, width } of file.lines) expect(x + width).toBeLessThanOrEqual(595.28 - 44);
});

test('without anybody it says so', () => {
  expect(textOf(readPdf(drawDoorList(documentOf(0))))).toContain('Nobody has a confirmed place yet.');
});

test.each(Object.entries(SCRIPTS))('in %s names can be read out of the file as they were written', (_script, word) => {
  const squeezed = (text: string) => text.normalize('NFC').replace(/\s+/g, '');
  const file = readPdf(drawDoorList(documentOf(1, { guests: [{ name: word, note: null }] })));
  expect(squeezed(textOf(file))).toContain(squeezed(word));
});

test('characters that no font can draw are named', () => {
  expect(() => drawDoorList(documentOf(1, { guests: [{ name: '田中', note: null }] }))).toThrow(UndrawableFacts);
});
