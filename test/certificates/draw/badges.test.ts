import { expect, test } from '@jest/globals';
import jsQR from 'jsqr';
import { type BadgesDocument, drawBadges } from '../../../certificates/badges.ts';
import { UndrawableFacts } from '../../../certificates/pdf.ts';
import { structureOf, walkPages } from '../../support/certificates/contentWalk.ts';
import { textString } from '../../support/certificates/openPdf.ts';
import { readPdf, textOf } from '../../support/certificates/readPdf.ts';

const codeOf = (at: number) => Buffer.from(`Registration:019a0000-0000-7000-8000-${1_000_000 + at}`).toString('base64');
const documentOf = (count: number, changes: Partial<BadgesDocument> = {}): BadgesDocument => ({
  title: 'Name badges',
  event: 'Two days of practice',
  organization: 'Sample Institute',
  badges: Array.from({ length: count }, (_, at) => ({
    ...{ name: `Kim Example ${at + 1}`, code: codeOf(at), codeSays: `Code for the door: Kim Example ${at + 1}` },
  })),
  nobody: 'Nobody has a confirmed place yet.',
  madeAt: '2027-03-13T02:05:00.000Z',
  ...changes,
});

const SCALE = 4;

/** What the codes of a file hold, as a phone reads them: their squares are painted, and the picture is read. */
function codesIn(bytes: Buffer): (string | undefined)[] {
  const drawn = bytes
    .toString('latin1')
    .matchAll(/q \S+ 0 0 \S+ \S+ \S+ cm 1 1 1 rg 0 0 (\d+) \d+ re f [^\n]+\n([^Q]*?)f Q/g);
  return [...drawn].map(([, whole = '', squares = '']) => {
    const side = Number(whole) * SCALE;
    const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
    for (const [, x, y, width] of squares.matchAll(/(\d+) (\d+) (\d+) 1 re/g))
      for (let row = Number(y) * SCALE; row < (Number(y) + 1) * SCALE; row += 1)
        for (let at = Number(x) * SCALE; at < (Number(x) + Number(width)) * SCALE; at += 1)
          pixels.fill(0, (row * side + at) * 4, (row * side + at) * 4 + 3);
    return jsQR.default(pixels, side, side)?.data;
  });
}

test('the same document gives the same bytes', () => {
  expect(drawBadges(documentOf(3)).equals(drawBadges(documentOf(3)))).toBe(true);
});

test.each([1, 8, 9, 40])('%i people: eight to a page, each with a code for the door', (count) => {
  const bytes = drawBadges(documentOf(count), { compress: false });
  const file = readPdf(bytes);
  expect(file.pages).toBe(Math.ceil(count / 8));
  expect(codesIn(bytes)).toEqual(Array.from({ length: count }, (_, at) => codeOf(at)));
  const ofType = (type: string) => structureOf(file.pdf).filter((element) => element.type === type);
  expect(ofType('Figure').map(({ dict }) => textString(dict.get('Alt')))).toEqual(
    documentOf(count).badges.map(({ codeSays }) => codeSays),
  );
  for (const { dict } of ofType('Figure')) {
    const [left = 0, bottom = 0, right = 0, top = 0] = file.pdf
      .list(file.pdf.dict(dict.get('A')).get('BBox'))
      .map(Number);
    expect(left > 42 && bottom > 52 && right < 595.28 - 42 && top < 841.89 - 52).toBe(true);
  }
  for (const { walk } of walkPages(file.pdf)) for (const { marks } of walk.painted) expect(marks).toHaveLength(1);
  const text = textOf(file);
  for (let at = 1; at <= count; at += 1) expect(text).toContain(`Kim Example ${at} `);
});

test('every text stays on its badge, however long the names are', () => {
  const names = ['Featherstonehaugh-Montgomery '.repeat(4).trim(), 'W'.repeat(120), null, 'Jo', 'i '.repeat(60).trim()];
  const badges = names.map((name, at) => ({ name, code: codeOf(at), codeSays: 'Code' }));
  const long = {
    event: 'Rebuilding trust after betrayal '.repeat(5).trim(),
    organization: 'Institute of the North '.repeat(8).trim(),
  };
  const file = readPdf(drawBadges(documentOf(0, { badges, ...long })));
  const [left, top, width, height] = [42.52, 52.44, 255.12, 184.25];
  for (const line of file.lines.filter(({ y }) => y < 841.89 - 40)) {
    const column = line.x < left + width ? 0 : 1;
    expect(line.x).toBeGreaterThan(left + column * width + 10);
    expect(line.x + line.width).toBeLessThan(left + (column + 1) * width - 10);
    const within = (line.y - top) % height;
    expect(within > 8 && within < height - 4).toBe(true);
  }
  for (const name of names) expect(textOf(file).replaceAll(' ', '')).toContain((name ?? '').replaceAll(' ', ''));
});

test('without anybody it says so', () => {
  const file = readPdf(drawBadges(documentOf(0)));
  expect([file.pages, textOf(file)]).toEqual([1, 'Nobody has a confirmed place yet.']);
});

test('characters that no font can draw are named', () => {
  expect(() => drawBadges(documentOf(0, { event: '例' }))).toThrow(UndrawableFacts);
});
