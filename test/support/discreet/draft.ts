import type { IntensiveKind } from '../../../drizzle/tables/intensives.ts';

/** The word that stands in every text of an event, and that nobody outside the signed-in pages may read. */
export const WORD = 'Quillfeather';
export const SLUG = 'quillfeather';
export const NEUTRAL = 'Evening Program';

const DAY_MS = 86_400_000;
const dayOf = (at: Date, days: number) => new Date(at.getTime() + days * DAY_MS).toISOString();
const said = (text: string) => `${WORD}: ${text}`;

/** A draft as an organizer writes it, on two days from the fortieth on. */
export const discreetDraft = (kind: IntensiveKind, taxChoiceId: string, now: Date) => ({
  ...{ kind, title: said('after an affair'), neutralName: NEUTRAL, description: said('what it is **about**.') },
  ...{ timeZone: 'America/New_York', place: said('a town'), venue: said('a house'), capacity: 2, currency: 'USD' },
  link: `https://${SLUG}.example.org/${WORD}`,
  admission: kind === 'COUPLES' ? 'APPLICATION' : 'OPEN',
  ...{ registrationOpensAt: dayOf(now, -1), registrationClosesAt: dayOf(now, 35), invoiceDays: 14 },
  policy: {
    refundTiers: [{ until: { unit: 'CALENDAR_DAYS', count: 2 }, percent: 50 }],
    transferUntil: kind === 'COUPLES' ? null : { unit: 'HOURS', count: 24 },
    text: said('whoever withdraws gets half back.'),
  },
  instructors: [{ name: said('Robin'), credentials: said('PhD'), disclosure: said('none') }],
  segments: [40, 41].map((days) => ({
    ...{ title: said('a part'), kind: 'INSTRUCTION', format: 'LIVE_ONLINE', day: dayOf(now, days).slice(0, 10) },
    ...{ wallTime: '09:30', minutes: 90, topics: [said('a topic')], instructors: [said('Robin')] },
  })),
  prices: [{ label: said('early'), amountMinor: 40_000, taxChoiceId }],
});
