import { describe, expect, test } from '@jest/globals';
import { contrast } from '../../certificates/draw/color.ts';
import { PAPER } from '../../certificates/layout/page.ts';
import { REVOCATION_WORDS } from '../../schema/issuance/rules.ts';
import { PERMISSIONS } from '../../schema/organizations/rules/permissions.ts';
import { readColor } from '../../schema/organizations/rules.ts';
import { MOST_COUNTED as MOST_COUNTED_BY_API } from '../../schema/rosters/queries/listed.ts';
import { isWhole } from '../../web/desk/draft.ts';
import {
  colorOf,
  contrastOf,
  filterOf,
  firstSize,
  isEndOf,
  MOST_BYTES,
  MOST_COUNTED,
  READABLE,
  readingOf,
  roleIn,
  smallerSize,
} from '../../web/desk/rules.ts';
import { desk } from '../../web/words/en/desk.ts';
import { issuance } from '../../web/words/en/issuance.ts';

const COLORS = ['#000000', '#ffffff', '#1c3557', '#777777', '#767676', '#dddddd', '#ff0000', '#0a0b0c'];

describe('colors', () => {
  test.each(COLORS)('%s has the contrast and the verdict of the API', (color) => {
    expect(contrastOf(color, PAPER)).toBeCloseTo(contrast(color, PAPER), 10);
    const { verdict } = readingOf(color, PAPER);
    expect(verdict === 'STRONG' || verdict === 'ENOUGH').toBe(readColor(color).ok);
  });

  test('a ratio is rounded down', () => {
    expect(readingOf('#777777', '#ffffff')).toEqual({ verdict: 'WEAK', ratio: '4.4' });
    expect(readingOf('#dddddd', PAPER).verdict).toBe('HIDDEN');
    expect(READABLE).toBe(4.5);
  });

  test('what is typed is read, or is no color', () => {
    expect([' #1C3557 ', '1c3557', '#1c355', 'navy', '#1c3557ff'].map(colorOf)).toEqual([
      ...['#1c3557', '#1c3557', null, null, null],
    ]);
  });

  test('a look is whole with readable colors and a whole signatory', () => {
    const draft = { design: 'QUIET', primary: null, accent: null, logo: undefined, signature: undefined } as const;
    const with_ = (more: object) => isWhole({ ...draft, signatoryName: 'Kim', signatoryTitle: 'Dean', ...more }, PAPER);
    expect([with_({}), with_({ primary: '#1c3557' }), with_({ signatoryName: '', signatoryTitle: ' ' })]).toEqual([
      ...[true, true, true],
    ]);
    expect([with_({ accent: '#dddddd' }), with_({ accent: 'x' }), with_({ signatoryTitle: '' })]).toEqual([
      ...[false, false, false],
    ]);
  });
});

describe('images', () => {
  test('a large one starts within the limits of the API, a small one as it is', () => {
    expect(firstSize({ width: 300, height: 100 })).toEqual({ width: 300, height: 100 });
    for (const size of [
      { width: 8000, height: 100 },
      { width: 3000, height: 3000 },
      { width: 1, height: 9000 },
    ]) {
      const { width, height } = firstSize(size);
      expect(width * height).toBeLessThanOrEqual(1_000_000);
      expect(Math.min(width, height)).toBeGreaterThan(0);
    }
  });

  test('it gets smaller until it fits, and ends', () => {
    let size: { width: number; height: number } | null = { width: 1000, height: 1000 };
    let rounds = 0;
    for (; size !== null; rounds += 1) size = smallerSize(size, { bytes: 36_001, most: 36_000 });
    expect(rounds).toBeLessThan(40);
  });

  test('both together fit into one request', () => {
    const base64 = (bytes: number) => 4 * Math.ceil(bytes / 3);
    expect(base64(MOST_BYTES.logo) + base64(MOST_BYTES.signature)).toBeLessThanOrEqual(70_000);
  });
});

test('the last five symbols of a number', () => {
  const number = 'QD2MK-GD8BQ-VWM7W-T2PXW';
  expect(['T2PXW', ' t2pxw', 't2-pxw'].every((typed) => isEndOf(number, typed))).toBe(true);
  expect(['', '2PXW', 'WT2PXW', 'VWM7W', number].some((typed) => isEndOf(number, typed))).toBe(false);
});

test('a filter that narrows nothing is none', () => {
  expect([filterOf('  ', ''), filterOf(' maria ', ''), filterOf('', 'VALID')]).toEqual([
    ...[null, { text: 'maria', status: null }, { text: null, status: 'VALID' }],
  ]);
});

test('a role is found by the organization of the address', () => {
  const one = { role: 'OWNER', permissions: [], organization: { id: '1', slug: 'here', legalName: 'Here' } };
  expect([roleIn([one], 'here'), roleIn([one], 'there'), roleIn([], 'here')]).toEqual([one, null, null]);
});

test('the page says the words of the API', () => {
  expect(issuance.reason).toEqual(
    Object.fromEntries(Object.entries(REVOCATION_WORDS).map(([reason, text]) => [reason, `${text}.`])),
  );
  expect(Object.keys(desk.may).sort()).toEqual(Object.keys(PERMISSIONS).sort());
  expect(MOST_COUNTED).toBe(MOST_COUNTED_BY_API);
});
