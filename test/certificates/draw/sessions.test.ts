import { describe, expect, test } from '@jest/globals';
import { DESIGNS } from '../../../certificates/facts/parts.ts';
import type { CertificateFacts } from '../../../certificates/facts/v2.ts';
import { drawCertificate } from '../../../certificates/pdf.ts';
import { lookOf } from '../../support/certificates/archivalSamples.ts';
import { accreditedFacts } from '../../support/certificates/creditSamples.ts';
import { type ReadPdf, readPdf, textOf } from '../../support/certificates/readPdf.ts';
import { sampleFacts } from '../../support/certificates/sampleFacts.ts';
import { expectTidy } from '../../support/certificates/tidy.ts';
import {
  attendedFacts,
  REGISTRATION,
  sessionOn,
  THREE_DAYS,
  taughtFacts,
  trainingFacts,
} from '../../support/certificates/trainingSamples.ts';

const squeezed = (text: string) => text.normalize('NFC').replace(/\s+/g, '');
const draw = async (facts: CertificateFacts): Promise<ReadPdf> => readPdf(await drawCertificate(facts));
const PLACES = ['Portland, Oregon (Live in person): 13 and 14 March 2027', 'Online (Live online): 10 April 2027'];

describe.each(DESIGNS)('%s', (design) => {
  const look = lookOf(design);

  test.each<[string, CertificateFacts, { heading: string; front: string[]; record: string[] }]>([
    [
      'attendance',
      attendedFacts({ look }),
      {
        heading: 'sessions attended',
        front: ['hours attended (60 minutes) 8.5', 'attended on 3 days, 13 March 2027 to 10 April 2027'],
        record: ['8.5 hours attended (60 minutes), issued on 12 April 2027 (date in Pacific/Auckland).'],
      },
    ],
    [
      'teaching',
      taughtFacts({ look, sessions: THREE_DAYS.slice(0, 2) }),
      {
        heading: 'sessions taught',
        front: ['hours taught (60 minutes) 8.5', 'taught on 13 and 14 March 2027'],
        record: ['8.5 hours taught (60 minutes), issued on 12 April 2027 (date in Pacific/Auckland).'],
      },
    ],
    [
      'completion',
      trainingFacts({ look }),
      {
        heading: 'sessions attended',
        front: ['hours attended (60 minutes) 8.5', 'completed on 11 April 2027'],
        record: ['8.5 hours attended (60 minutes), completed on 11 April 2027, issued on 12 April 2027'],
      },
    ],
    [
      'credit',
      accreditedFacts('apa', { look, sessions: THREE_DAYS, registration: REGISTRATION }),
      { heading: 'sessions attended', front: [], record: ['Completed on 22 November 2026'] },
    ],
  ])('a certificate of %s names its days and places in the record', async (kind, facts, { heading, front, record }) => {
    const read = await draw(facts);
    expectTidy(read.lines, design);
    const [first, whole] = [squeezed(textOf(read, 1)), squeezed(textOf(read))];
    for (const said of front) expect(first).toContain(squeezed(said));
    const places = kind === 'teaching' ? PLACES.slice(0, 1) : PLACES;
    const zone = 'Dates in America/Los_Angeles.';
    const registered = kind === 'teaching' ? [] : ['Registration 7K3Q.'];
    for (const said of [heading, ...places, zone, ...registered, ...record]) expect(whole).toContain(squeezed(said));
    expect(first).not.toContain(squeezed('Portland'));
    expect(whole).not.toContain(REGISTRATION.id);
  });

  test('twenty sessions at places with long names stand in the record, and the front stays as it is', async () => {
    const sessions = Array.from({ length: 20 }, (_, at) =>
      sessionOn(new Date(Date.UTC(2027, 0, 4 + at * 7)).toISOString().slice(0, 10), {
        place: `${'The Conference Center of the Sample Institute by the River, Hall '.repeat(3).slice(0, 150)} ${at % 4}`,
        format: 'Synchronous interactive distance learning',
      }),
    );
    for (const facts of [attendedFacts({ look, sessions }), accreditedFacts('aswb-ace', { look, sessions })]) {
      const read = await draw(facts);
      expectTidy(read.lines, design);
      const whole = squeezed(textOf(read));
      for (const { place } of sessions) expect(whole).toContain(squeezed(place));
      expect(whole).toContain(squeezed('4 January; 1 February; 1 and 29 March; 26 April 2027'));
    }
  });
});

test('a certificate without sessions has no word of them', async () => {
  const text = textOf(await draw(sampleFacts()));
  expect(text).toContain('Objectives, contributors and how to verify: from page 2.');
  expect(text).not.toMatch(/session|Registration/i);
});
