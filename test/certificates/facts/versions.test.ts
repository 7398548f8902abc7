import { describe, expect, test } from '@jest/globals';
import { DEMANDED_FACTS } from '../../../certificates/facts/credit.ts';
import { parseFacts, parsePublicFacts } from '../../../certificates/facts/parse.ts';
import { printedFacts, publicFactsOf } from '../../../certificates/facts/publicFacts.ts';
import { factsV1 } from '../../../certificates/facts/v1.ts';
import { factsV2 } from '../../../certificates/facts/v2.ts';
import { sampleCredits } from '../../support/certificates/credentialSamples.ts';
import { LICENSES } from '../../support/certificates/creditSamples.ts';
import { sampleFacts } from '../../support/certificates/sampleFacts.ts';
import {
  attendedFacts,
  REGISTRATION,
  sessionOn,
  THREE_DAYS,
  taughtFacts,
  trainingFacts,
} from '../../support/certificates/trainingSamples.ts';

const second = sampleFacts();
const { credits: _, ...others } = second;
const first = { ...others, schema: 1 };

/** What version 2 has room for, each with a value that will be right once it is issued. */
const LATER: [string, Record<string, unknown>][] = [
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
    const issued: typeof LATER = [
      ['credits', { credits: sampleCredits() }],
      ['licenses', { licenses: LICENSES }],
      ['sessions', { sessions: THREE_DAYS }],
      ['completedIn', { completedIn: 'America/Los_Angeles' }],
      ['registration', { registration: REGISTRATION }],
    ];
    for (const [name, later] of [...LATER, ...issued])
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
  const { approval, lines, counted } = credit;
  const credited = (change: Record<string, unknown>) => ({ credits: [{ ...credit, ...change }] });
  test.each<[string, Record<string, unknown>]>([
    ['credits.0.amountHundredths', credited({ amountHundredths: 175.5 })],
    ['credits.0.amountHundredths', credited({ amountHundredths: 0 })],
    ['credits.0.lines', credited({ lines: lines.slice(1) })],
    ['credits.0.lines', credited({ lines: [] })],
    ['credits.0.mandates', credited({ mandates: [{ category: 'ethics', amountHundredths: 176 }] })],
    ['credits.0.statement', credited({ statement: ' ' })],
    ['credits.0.approval.url', credited({ approval: { ...approval, url: 'javascript:1' } })],
    ['credits.0.approval.endsOn', credited({ approval: { ...approval, endsOn: '2025-12-31' } })],
    ['credits.0.approval.partner', credited({ approval: { ...approval, kind: 'CO_SPONSORED' } })],
    ['credits.0.counted.on', credited({ approval: { ...approval, endsOn: '2026-11-21' } })],
    ['credits.0.counted.on', credited({ approval: { ...approval, startsOn: '2026-11-23' } })],
    ['credits.0.counted.on', credited({ counted: { ...counted, on: '2026-11-21' } })],
    ['credits', { credits: [credit, { ...credit, accreditor: 'another' }] }],
    ['credits', { credits: [credit], purpose: 'PERSONAL' }],
    ['specimen', credited({ approval: { ...approval, specimen: true } })],
    ['licenses', { licenses: LICENSES }],
    ['credits.0.demands', credited({ demands: ['LICENSE'] })],
    ['credits.0.demands', { ...credited({ demands: ['SIGNATORY'] }), signatory: null }],
    ['credits.0.demands', { ...credited({ demands: ['CONTRIBUTORS'] }), contributors: [] }],
    ['credits.0.demands', credited({ demands: ['PROVIDER_NUMBER'], providerNumber: null })],
    [
      'credits.0.demands',
      credited({
        demands: ['CATEGORY'],
        lines: [{ ...lines[0], amountHundredths: 175, category: null }],
        mandates: [],
      }),
    ],
    [
      'credits.0.demands',
      { ...credited({ demands: ['ADDRESS'] }), organization: { ...second.organization, address: ['', ' '] } },
    ],
    ['sessions', { sessions: [] }],
    ['sessions.0.on', { sessions: [sessionOn('2027-02-29')] }],
    ['sessions.0.timeZone', { sessions: [sessionOn('2027-02-28', { timeZone: 'Mars/Base' })] }],
    ['sessions.0.place', { sessions: [sessionOn('2027-02-28', { place: ' ' })] }],
    ['sessions.0', { sessions: [{ ...sessionOn('2027-02-28'), venue: 'Room 4' }] }],
    ['completedIn', { completedIn: 'America/Los_Angeles', sessions: THREE_DAYS }],
    ['completedIn', { completedIn: 'America/Los_Angeles', certifies: 'ATTENDANCE' }],
    ['registration', { registration: REGISTRATION }],
    ['registration.id', { registration: { ...REGISTRATION, id: '7K3Q' }, sessions: THREE_DAYS }],
    ['wordsLanguage', { wordsLanguage: 'deutsch sprechend' }],
    ['timestamped', { timestamped: 'yes' }],
  ])('a fault in %s is named', (path, later) => {
    const read = parseFacts({ ...second, ...later });
    const faults = read.ok ? [] : read.faults;
    expect(faults).toContainEqual(expect.stringContaining(`${path}: `));
  });

  test('every fault is reported at once', () => {
    const everything = Object.assign({}, second, ...LATER.map(([, later]) => later));
    const read = parseFacts(everything);
    expect(read.ok ? [] : read.faults).toHaveLength(LATER.length);
  });
});

test('an award’s certificate is of version 2: one credit, what its body demands, and the licenses it was claimed for', () => {
  const everything = [...DEMANDED_FACTS];
  const facts = { ...second, credits: sampleCredits({ demands: everything }), licenses: LICENSES };
  expect(parseFacts(facts)).toEqual({ ok: true, facts });
  expect(parsePublicFacts(publicFactsOf(facts))).toEqual({ ok: true, facts: publicFactsOf(facts) });
  expect(printedFacts(facts).credit).toEqual(facts.credits[0]);
});

test.each([
  ['completion', trainingFacts()],
  ['attendance', attendedFacts()],
  ['teaching', taughtFacts()],
])('a certificate of %s of a training names its sessions; its registration is in no public fact', (_what, facts) => {
  expect(parseFacts(facts)).toEqual({ ok: true, facts });
  const stored = publicFactsOf(facts);
  expect(parsePublicFacts(stored)).toEqual({ ok: true, facts: stored });
  expect(stored.sessions).toEqual(THREE_DAYS);
  for (const said of [stored, printedFacts(facts)])
    expect(JSON.stringify(said)).not.toMatch(new RegExp(`registration|${REGISTRATION.id}|${REGISTRATION.reference}`));
});

test('approval holds on its first and on its last day', () => {
  for (const [startsOn, endsOn] of [
    ['2026-11-22', '2026-11-22'],
    ['2026-11-22', null],
    ['2020-01-01', '2026-11-22'],
  ]) {
    const [credit] = sampleCredits();
    const credits = [{ ...credit, approval: { ...credit.approval, startsOn, endsOn } }];
    expect(parseFacts({ ...second, credits })).toMatchObject({ ok: true });
  }
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
    credit: null,
  });
  expect(printedFacts({ ...second, expiresOn: '2027-11-22' }).expiresOn).toBe('2027-11-22');
});
