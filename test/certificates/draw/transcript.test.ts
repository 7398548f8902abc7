import { expect, test } from '@jest/globals';
import { UndrawableFacts } from '../../../certificates/pdf.ts';
import { checkSeal } from '../../../certificates/seal/checkSeal.ts';
import { drawTranscript, type TranscriptDocument } from '../../../certificates/transcript.ts';
import { structureOf, walkPages } from '../../support/certificates/contentWalk.ts';
import { readPdf, textOf } from '../../support/certificates/readPdf.ts';
import { SCRIPTS } from '../../support/certificates/scripts.ts';
import { createTestIssuer } from '../../support/issuer.ts';

const documentOf = (count: number, changes: Partial<TranscriptDocument> = {}): TranscriptDocument => ({
  title: 'Transcript of continuing education',
  learnerName: 'Robin Example',
  facts: [{ label: 'License', value: 'Licensed Marriage and Family Therapist (LMFT), US-CA' }],
  columns: [
    { title: 'Day', width: 1, align: 'left' },
    { title: 'Activity', width: 4, align: 'left' },
    { title: 'Hours', width: 1, align: 'right' },
  ],
  rows: Array.from({ length: count }, (_, at) => [
    ['20 November 2026'],
    [`Course ${at + 1}`, 'Sample Institute'],
    ['0.20'],
  ]),
  noRows: 'Nothing was completed in this cycle.',
  totals: [{ label: 'Total', value: `${(count / 5).toFixed(2)} hours`, strong: true }],
  notes: ['This transcript is no certificate.'],
  sealedBy: 'Attune',
  madeAt: '2026-11-26T09:00:00.000Z',
  csv: Buffer.from('\ufeffDay\r\n'),
  ...changes,
});

test('the same document gives the same bytes', () => {
  expect(drawTranscript(documentOf(3)).equals(drawTranscript(documentOf(3)))).toBe(true);
});

test.each([1, 5, 60])('%i rows are one table that a screen reader can walk', (count) => {
  const { pdf, pages } = readPdf(drawTranscript(documentOf(count)));
  const elements = structureOf(pdf);
  const byId = new Map(elements.map((element) => [element.id, element]));
  const ofType = (type: string) => elements.filter((element) => element.type === type);
  expect(ofType('Table')).toHaveLength(1);
  expect(ofType('TR')).toHaveLength(count + 1);
  expect(ofType('TH')).toHaveLength(3);
  expect(ofType('TD')).toHaveLength(3 * count);
  for (const cell of [...ofType('TH'), ...ofType('TD')]) expect(byId.get(cell.parent)?.type).toBe('TR');
  for (const row of ofType('TR')) expect(byId.get(row.parent)?.type).toBe('Table');
  for (const head of ofType('TH')) expect(pdf.dict(head.dict.get('A')).get('Scope')).toBe('/Column');
  expect(ofType('H1')).toHaveLength(1);
  expect(pages > 1).toBe(count > 20);
  // Whatever is painted is an artifact or belongs to an element, and never both.
  for (const { walk } of walkPages(pdf)) for (const { marks } of walk.painted) expect(marks).toHaveLength(1);
});

test('no row is cut, and the head of the table is repeated', () => {
  const file = readPdf(drawTranscript(documentOf(60)));
  const text = textOf(file);
  for (let at = 1; at <= 60; at += 1) expect(text).toContain(`Course ${at} `);
  for (let page = 1; page <= file.pages; page += 1) {
    expect(textOf(file, page)).toContain(`Page ${page} of ${file.pages}`);
    if (textOf(file, page).includes('Course ')) expect(textOf(file, page)).toContain('Activity');
  }
  for (const { x, width, y } of file.lines) {
    expect(x).toBeGreaterThanOrEqual(55);
    expect(x + width).toBeLessThanOrEqual(841.89 - 55);
    expect(y).toBeGreaterThan(0);
  }
});

test('a long name and long texts stay on the page', () => {
  const word = 'Featherstonehaugh-Montgomery ';
  const document = documentOf(2, {
    learnerName: word.repeat(4).trim(),
    rows: [[['20 November 2026'], [word.repeat(7).trim(), word.repeat(6).trim()], ['10000.00', 'of 10000.00']]],
    notes: [word.repeat(20).trim()],
  });
  for (const { x, width } of readPdf(drawTranscript(document)).lines)
    expect(x + width).toBeLessThanOrEqual(841.89 - 55);
});

test('the totals and notes stay together, wherever the rows end', () => {
  const notes = ['Each completion counts once.', 'Ask your board.', 'This transcript is no certificate.'];
  for (let count = 1; count <= 40; count += 1) {
    const file = readPdf(drawTranscript(documentOf(count, { notes })));
    const last = textOf(file, file.pages);
    for (const text of ['Total:', ...notes]) expect([count, last]).toEqual([count, expect.stringContaining(text)]);
  }
});

test('columns are as wide as their texts: none is broken while another has room', () => {
  const columns = ['Day', 'Activity', 'Credit by body', 'Format', 'How it stands', 'Hours of continuing education'];
  const row = [
    ['20 November 2026'],
    ['Better After Betrayal', 'Sample Institute', 'Certificate BGNTZ-49EKR-X27CH-PV059'],
    ['California Association of Marriage and Family Therapists (CAMFT): 4.50 hours of continuing education'],
    ...[['Self-paced reading'], ['Counts'], ['4.50']],
  ];
  const document = documentOf(0, {
    columns: columns.map((title, at) => ({ title, width: 10, align: at === 5 ? 'right' : 'left' })),
    rows: [row],
  });
  const lines = readPdf(drawTranscript(document)).lines.map(({ text }) => text);
  for (const [text] of row.filter((_, at) => at !== 2)) expect(lines).toContain(text);
  expect(lines).toContain('Certificate BGNTZ-49EKR-X27CH-PV059');
  expect(lines).toEqual(expect.arrayContaining(['Hours of continuing ', 'education']));
});

test('without rows it says so', () => {
  expect(textOf(readPdf(drawTranscript(documentOf(0))))).toContain('Nothing was completed in this cycle.');
});

test.each(Object.entries(SCRIPTS))(
  'in %s every text can be read out of the file as it was written',
  (_script, word) => {
    const written: string[] = [];
    const next = () => {
      written.push(`${word} ${written.length + 100}`);
      return written.at(-1) ?? '';
    };
    const { columns, totals, ...document } = documentOf(1);
    const changed = {
      title: next(),
      learnerName: next(),
      facts: [{ label: next(), value: next() }],
      columns: columns.map((column) => ({ ...column, title: next() })),
      rows: [columns.map(() => [next(), next()])],
      totals: totals.map((total) => ({ ...total, label: next(), value: next() })),
      notes: [next()],
    };
    const squeezed = (text: string) => text.normalize('NFC').replace(/\s+/g, '');
    const text = squeezed(textOf(readPdf(drawTranscript({ ...document, ...changed }))));
    expect(written.filter((one) => !text.includes(squeezed(one)))).toEqual([]);
    const none = documentOf(0, { noRows: next() });
    expect(squeezed(textOf(readPdf(drawTranscript(none))))).toContain(squeezed(written.at(-1) ?? ''));
  },
);

test('a name that the fonts cannot draw is refused', () => {
  expect(() => drawTranscript(documentOf(1, { learnerName: '田中' }))).toThrow(UndrawableFacts);
});

test('the press seals it', async () => {
  const { press, publicKeys } = await createTestIssuer();
  const sealed = Buffer.from(await press.transcript(documentOf(2)));
  expect(await checkSeal(sealed, await publicKeys())).toMatchObject({ ok: true });
  expect(textOf(readPdf(sealed))).toContain('Total: 0.40 hours');
});
