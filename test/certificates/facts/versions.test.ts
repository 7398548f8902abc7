import { describe, expect, test } from '@jest/globals';
import { parseFacts, parsePublicFacts } from '../../../certificates/facts/parse.ts';
import { printedFacts, publicFactsOf } from '../../../certificates/facts/publicFacts.ts';
import { factsV1 } from '../../../certificates/facts/v1.ts';
import { factsV2 } from '../../../certificates/facts/v2.ts';
import { sampleCredits } from '../../support/certificates/credentialSamples.ts';
import { sampleFacts } from '../../support/certificates/sampleFacts.ts';

const second = sampleFacts();
const { credits: _, ...others } = second;
const first = { ...others, schema: 1 };

/** What version 2 has room for, each with a value that will be right once it is issued. */
const LATER: [string, Record<string, unknown>][] = [
  ['credits', { credits: sampleCredits() }],
  [
    'sessions',
    {
      sessions: [
        { title: 'Day 1', format: 'Live online', minutes: 180, startsAt: '2026-11-20T09:00:00+13:00', endsAt: null },
      ],
    },
  ],
  ['licenses', { licenses: [{ profession: 'Psychologist', jurisdiction: 'US-NY', number: '012345' }] }],
  ['secondName', { secondName: 'Марен Оконкво' }],
  ['wordsLanguage', { wordsLanguage: 'de-AT' }],
  ['timestamped', { timestamped: true }],
];

describe('version 1', () => {
  test('is read in the words of version 2, with no credits and nothing else changed', () => {
    expect(factsV1.safeParse(first).success).toBe(true);
    expect(parseFacts(first)).toEqual({ ok: true, facts: second });
  });

  test('is never said to have what came after it', () => {
    for (const [name, later] of LATER)
      expect([name, parseFacts({ ...first, ...later })]).toEqual([
        name,
        { ok: false, because: 'MALFORMED', faults: [expect.stringContaining(name)] },
      ]);
  });

  test('its public part is read without the name, and with it refused', () => {
    const { learnerName: _name, ...stored } = first;
    expect(parsePublicFacts(stored)).toEqual({ ok: true, facts: publicFactsOf(second) });
    expect(parsePublicFacts(first)).toMatchObject({ ok: false, faults: [expect.stringContaining('learnerName')] });
  });
});

describe('version 2', () => {
  test.each(LATER)('has a shape for %s, and does not issue it yet', (name, later) => {
    const facts = { ...second, ...later };
    expect(factsV2.safeParse(facts).success).toBe(true);
    expect(parseFacts(facts)).toEqual({ ok: false, because: 'MALFORMED', faults: [`${name}: is not issued yet`] });
  });

  const [credit] = sampleCredits();
  test.each<[string, Record<string, unknown>]>([
    ['credits.0.amountHundredths', { credits: [{ ...credit, amountHundredths: 1.5 }] }],
    ['credits.0.amountHundredths', { credits: [{ ...credit, amountHundredths: 0 }] }],
    ['credits.0.statement', { credits: [{ ...credit, statement: ' ' }] }],
    ['credits.0.approval.url', { credits: [{ ...credit, approval: { ...credit?.approval, url: 'javascript:1' } }] }],
    ['sessions.0.minutes', { sessions: [{ title: 'A', format: 'B', minutes: 0, startsAt: null, endsAt: null }] }],
    ['wordsLanguage', { wordsLanguage: 'deutsch sprechend' }],
    ['timestamped', { timestamped: 'yes' }],
  ])('a fault in %s is named', (path, later) => {
    const read = parseFacts({ ...second, ...later });
    expect(read).toMatchObject({ ok: false, faults: [expect.stringContaining(`${path}: `)] });
  });

  test('every fault is reported at once', () => {
    const everything = Object.assign({}, second, ...LATER.map(([, later]) => later));
    const read = parseFacts(everything);
    expect(read.ok ? [] : read.faults).toHaveLength(LATER.length);
  });
});

test('what names the person is in no public fact and in no text printed from them', () => {
  const named = { ...second, secondName: 'Марен', licenses: [{ profession: 'P', jurisdiction: 'J', number: '1' }] };
  for (const said of [publicFactsOf(named), printedFacts(named)])
    expect(JSON.stringify(said)).not.toMatch(/Maren|Марен|"licenses"/);
});

test('printed facts say the title, version and organization by flat names, and null for no expiry', () => {
  expect(printedFacts(second)).toMatchObject({
    courseTitle: 'Better After Betrayal',
    courseVersion: '1.2',
    organization: 'Attune Sample Institute',
    studyHundredths: 150,
    expiresOn: null,
    credits: [],
  });
  expect(printedFacts({ ...second, expiresOn: '2027-11-22' }).expiresOn).toBe('2027-11-22');
});
