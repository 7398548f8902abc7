import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { CreditOfferId } from '../../drizzle/ids.ts';
import { organizations } from '../../drizzle/schema.ts';
import { CERTIFICATE_DESIGNS } from '../../drizzle/tables/organizations.ts';
import { prepareDocuments } from '../../schema/issuance/operations/prepareDocuments.ts';
import { AFTER, attendedCredit, BODIES, creditedTraining, type Punch, WHOLE } from '../support/attendedCredit.ts';
import { agendaOf, attendedMinutes, correct, DAYS, wall } from '../support/attending.ts';
import { readPdf, textOf } from '../support/certificates/readPdf.ts';
import { type Events, openEvents } from '../support/intensives.ts';
import { globalId } from '../support/quizPages.ts';

/**
 * Two days of a training in Los Angeles; clocks go forward in the night between them. Each day teaches from 9:00 to 10:30 (90 minutes),
 * from 10:45 to 12:00 (75) and from 13:00 to 16:00 (180), with a break and lunch between: 690 minutes in all. Three bodies count them.
 *
 * APA-like: 60 minutes a credit, in halves, rounded down. All parts or nothing; 15 minutes late, early or away are forgiven.
 * New York-like: 50 minutes a contact hour, in halves, rounded down. All parts or nothing, every minute of them.
 * NAADAC-like: 60 minutes an hour, in quarters, rounded down for each part. Each minute of each part counts.
 *
 * Whole, 690 minutes are 11.50 CE credits, 13.80 and so 13.50 contact hours, and 1.50 + 1.25 + 3.00 twice, 11.50 CE hours.
 */
const TITLES = [
  [
    'Safety first: screening before couple work',
    'Pace',
    'Regulation and co-regulation in the room, with cases of couples at three points after a betrayal',
  ],
  ['Repair in small steps', 'Attachment', 'What is contested, and how to say so'],
] as const;

let events: Events;
let place: Awaited<ReturnType<typeof creditedTraining>>;
let offers: Record<keyof typeof BODIES, CreditOfferId>;
beforeAll(async () => {
  events = await openEvents();
  const taught = DAYS.flatMap((day, at) => {
    const titles = [...(TITLES[at] ?? [])];
    return agendaOf(day).map((part) => ({
      ...part,
      title: part.kind === 'INSTRUCTION' ? (titles.shift() ?? '') : part.title,
    }));
  });
  place = await creditedTraining(events, { title: 'Two days of practice', segments: taught });
  const lines = TITLES.flatMap((titles) =>
    titles.map((session, at) => ({
      ...{ amountHundredths: [150, 125, 300][at] ?? 0, format: 'LIVE_ONLINE' as const, category: null, session },
    })),
  );
  offers = {
    apa: await place.offered(BODIES.apa, 'apa-like'),
    newYork: await place.offered(BODIES.newYork, 'new-york-like'),
    naadac: await place.offered({ ...BODIES.naadac, lines }, 'naadac-like'),
  };
});
afterAll(() => events.world.close());

const { finisher, claim } = attendedCredit(
  () => events,
  () => place,
);
const bodyOf = (id: CreditOfferId) => Object.entries(offers).find(([, offer]) => offer === id)?.[0] ?? '';

/** Both days, but for some moments, and with others. */
const but = (without: readonly string[], ...more: Punch[]): Punch[] => [
  ...WHOLE.filter(([on, time]) => !without.includes(`${on} ${time}`)),
  ...more,
];
const NO_SIGN_OUT = but(['1 16:01']);

type Earned = { apa?: number; newYork?: number; naadac?: number };
type Person = [who: string, punches: Punch[], minutes: [number[], number[]], earned: Earned, lines: number[]];

/** Minutes of each part by day, the credit of each body, and the CE hours of each part, all in hundredths and worked out by hand. */
const PEOPLE: Person[] = [
  [
    'was there for all of it, and out for lunch',
    WHOLE,
    [
      [90, 75, 180],
      [90, 75, 180],
    ],
    { apa: 1150, newYork: 1350, naadac: 1150 },
    [150, 125, 300, 150, 125, 300],
  ],
  [
    // Lunch is no instruction, whether somebody stays in the room or not.
    'never signed out for lunch',
    but(['0 12:00', '0 13:00', '1 12:00', '1 13:00']),
    [
      [90, 75, 180],
      [90, 75, 180],
    ],
    { apa: 1150, newYork: 1350, naadac: 1150 },
    [150, 125, 300, 150, 125, 300],
  ],
  [
    // 168 minutes are 2.80 hours and so 2.75; 170 are 2.83 and so 2.75. No absence is longer than fifteen minutes.
    'left and came back on both afternoons, after 12 and after 10 minutes',
    but([], [0, '13:40', 'OUT'], [0, '13:52', 'IN'], [1, '14:10', 'OUT'], [1, '14:20', 'IN']),
    [
      [90, 75, 168],
      [90, 75, 170],
    ],
    { apa: 1150, naadac: 1100 },
    [150, 125, 275, 150, 125, 275],
  ],
  [
    // 166 minutes are 2.77 hours and so 2.75.
    'came back from lunch 14 minutes late',
    but(['0 13:00'], [0, '13:14', 'IN']),
    [
      [90, 75, 166],
      [90, 75, 180],
    ],
    { apa: 1150, naadac: 1125 },
    [150, 125, 275, 150, 125, 300],
  ],
  [
    // The clock at home said nine when it was ten: 30 minutes of the first part are half an hour.
    'came an hour late on the second day, by the clock of the day before',
    but(['1 08:55'], [1, '10:00', 'IN']),
    [
      [90, 75, 180],
      [30, 75, 180],
    ],
    { naadac: 1050 },
    [150, 125, 300, 50, 125, 300],
  ],
  [
    // 130 minutes are 2.17 hours and so 2.00.
    'went 50 minutes early on the second day',
    but(['1 16:01'], [1, '15:10', 'OUT']),
    [
      [90, 75, 180],
      [90, 75, 130],
    ],
    { naadac: 1050 },
    [150, 125, 300, 150, 125, 200],
  ],
  [
    // What begins and does not end earns nothing: the last part is missing.
    'did not sign out on the second afternoon',
    NO_SIGN_OUT,
    [
      [90, 75, 180],
      [90, 75, 0],
    ],
    { naadac: 850 },
    [150, 125, 300, 150, 125],
  ],
];

test.each(PEOPLE)('somebody who %s', async (_who, punches, minutes, earned, lines) => {
  const who = await finisher(punches);
  expect(await attendedMinutes(events, events.owner, who.id)).toEqual(minutes);
  const given = await claim(who, Object.values(offers), { giveRest: true });
  const amounts = given.awards.map(({ award }) => [bodyOf(award.offerId), award.totalHundredths]);
  expect(Object.fromEntries(amounts)).toEqual(earned);
  const ofParts = given.awards.find(({ award }) => award.offerId === offers.naadac)?.award.lines;
  const titles = TITLES.flat();
  expect(ofParts?.map(({ session, amountHundredths }) => [session, amountHundredths])).toEqual(
    lines.map((hundredths, at) => [titles[at], hundredths]),
  );
  const attended = minutes.flat().reduce((sum, part) => sum + part, 0);
  const open = punches === NO_SIGN_OUT ? ['2027-03-14'] : [];
  expect(given.refused.map(({ offerId }) => bodyOf(offerId)).sort()).toEqual(
    Object.keys(offers)
      .filter((body) => !(body in earned))
      .sort(),
  );
  for (const { blockers } of given.refused)
    expect(blockers).toMatchObject([
      { code: 'ATTENDANCE_SHORT', minutesAttended: attended, minutesNeeded: 690, openDays: open },
    ]);
  expect(given.plain.publicFacts).toMatchObject({ studyHundredths: Math.floor((attended * 100) / 60) });
});

test('who did not sign out asks, is corrected, and earns all of it', async () => {
  const who = await finisher(NO_SIGN_OUT);
  const source = `query ($id: ID!) { node(id: $id) { ... on Enrollment { offers { offerId earned blockers { message } notices { message } } } } }`;
  const shown = async () => {
    const { data } = await events.ask(who.userId, source, { id: globalId('Enrollment', who.enrollmentId) }, AFTER);
    const all = (data.node as { offers: { offerId: string; earned: string; blockers: object[]; notices: object[] }[] })
      .offers;
    return Object.fromEntries(
      Object.entries(offers).map(([body, id]) => {
        const found = all.find(({ offerId }) => offerId === globalId('CreditOffer', id));
        return [body, [found?.earned, found?.blockers, found?.notices]];
      }),
    );
  };
  const asks = { message: expect.stringContaining('You did not sign out on 2027-03-14: ask the organizer') };
  expect(await shown()).toEqual({
    apa: ['0.00', [asks], []],
    newYork: ['0.00', [asks], []],
    naadac: ['8.50', [], [asks]],
  });
  const add = [{ kind: 'OUT', occurredAt: wall(1, '16:00') }];
  const day = { sessionId: place.training.sessions[1]?.id, registrationId: who.id, add };
  expect(await correct(events, events.owner, day, wall(1, '17:00'))).toMatchObject({ attendance: { attended: 690 } });
  expect(await shown()).toEqual({
    ...{ apa: ['11.50', [], []], newYork: ['13.50', [], []], naadac: ['11.50', [], []] },
  });
  const { awards } = await claim(who, Object.values(offers));
  expect(awards).toHaveLength(3);
});

test('each paper says what its body counts, in every design, with the parts and the day of the place', async () => {
  const { db, vault, issuer } = events.world;
  const whole = await claim(await finisher(WHOLE), Object.values(offers));
  const short = await claim(await finisher(but(['1 16:01'], [1, '15:10', 'OUT'])), [offers.naadac]);
  const paperOf = async ({ certificate }: (typeof whole.awards)[number]) => {
    const made = await prepareDocuments(db, vault, issuer, { certificateId: certificate.id, now: AFTER });
    return textOf(readPdf(made?.bytes ?? Buffer.alloc(0))).replaceAll(/\s+/g, ' ');
  };
  const papers = new Map<string, string>();
  for (const [at, one] of whole.awards.entries()) {
    const design = CERTIFICATE_DESIGNS[at];
    await db.update(organizations).set({ design }).where(eq(organizations.id, events.organizationId));
    papers.set(bodyOf(one.award.offerId), await paperOf(one));
  }
  const says = (paper: string | undefined, ...texts: string[]) => {
    for (const text of texts) expect(paper).toContain(text);
  };
  // The steps of a body that names no part are lost once: of 75 minutes the first part has a credit, the second a half more.
  says(papers.get('apa'), '11.50 CE credits', '1.00 CE credit, Pace', '1.50 CE credits, Attachment', 'apa-like');
  says(papers.get('newYork'), '13.50 contact hours', 'attended on', '14 March 2027, the day of the session');
  expect(papers.get('newYork')).not.toMatch(/CE credits|CE hours|15 March 2027, the day/);
  says(papers.get('naadac'), '11.50 CE hours', '1.25 CE hours, Pace', `3.00 CE hours, ${TITLES[0][2]}`);
  const [partial] = short.awards;
  if (partial === undefined) throw new Error('nothing was earned');
  says(
    await paperOf(partial),
    '10.50 CE hours',
    `2.00 CE hours, ${TITLES[1][2]}`,
    '1.50 CE hours, Repair in small steps',
  );
});
