import { expect, test } from '@jest/globals';
import { drawInvoice, type InvoiceDocument } from '../../../certificates/invoice.ts';
import { UndrawableFacts } from '../../../certificates/pdf.ts';
import { structureOf, walkPages } from '../../support/certificates/contentWalk.ts';
import { readPdf, textOf } from '../../support/certificates/readPdf.ts';

const documentOf = (count: number, changes: Partial<InvoiceDocument> = {}): InvoiceDocument => ({
  title: 'Invoice',
  number: 'INV-000012',
  seller: ['Sample Institute', '12 Example Street', 'Exampleton'],
  payer: { label: 'Billed to', lines: ['Example County Agency', '400 Sample Avenue'] },
  facts: [{ label: 'Issued', value: '26 November 2026' }],
  columns: [
    { title: 'Description', width: 60, align: 'left' },
    { title: 'Total', width: 18, align: 'right' },
  ],
  rows: Array.from({ length: count }, (_, at) => [[`Place ${at + 1}`, '12 March 2027'], ['1,250.00']]),
  totals: [{ label: 'Total', value: `USD ${count},250.00`, strong: true }],
  notes: ['The seller is not registered for tax.'],
  madeAt: '2026-11-26T09:00:00.000Z',
  ...changes,
});

test('the same document gives the same bytes', () => {
  expect(drawInvoice(documentOf(3)).equals(drawInvoice(documentOf(3)))).toBe(true);
});

test.each([1, 6, 60])('%i lines are one table, every line is on paper, and all is said to screen readers', (count) => {
  const file = readPdf(drawInvoice(documentOf(count)));
  const ofType = (type: string) => structureOf(file.pdf).filter((element) => element.type === type);
  expect(ofType('Table')).toHaveLength(1);
  expect(ofType('TR')).toHaveLength(count + 1);
  expect(ofType('TD')).toHaveLength(2 * count);
  expect(ofType('H1')).toHaveLength(1);
  for (const { walk } of walkPages(file.pdf)) for (const { marks } of walk.painted) expect(marks).toHaveLength(1);
  const text = textOf(file);
  for (let at = 1; at <= count; at += 1) expect(text).toContain(`Place ${at} `);
  for (let page = 1; page <= file.pages; page += 1)
    expect(textOf(file, page)).toContain(`Page ${page} of ${file.pages}`);
  expect(text).toContain(`USD ${count},250.00`);
  expect(file.pages > 1).toBe(count > 20);
});

test('characters that no font can draw are named', () => {
  const payer = { label: 'Billed to', lines: ['例'] };
  expect(() => drawInvoice(documentOf(1, { payer }))).toThrow(UndrawableFacts);
  expect(() => drawInvoice(documentOf(1, { payer }))).toThrow('U+4F8B');
});
