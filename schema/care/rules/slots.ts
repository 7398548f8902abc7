import { instantOf } from '../../intensives/rules/agenda.ts';
import { meet, type Times } from '../../intensives/rules/busy.ts';
import { daysAfter } from '../../intensives/rules/deadline.ts';
import type { Draft } from '../../intensives/rules/draft.ts';

/** The most slots of one call, and how long one is unless it says otherwise. */
export const MOST_SLOTS = 60;
export const SLOT_MINUTES = 15;

export type SlotPlan = {
  slug: string;
  title: string;
  neutralName: string;
  description: string;
  timeZone: string;
  place: string;
  venue: string | null;
  link: string | null;
  policyText: string;
  instructor: { name: string; credentials: string; disclosure: string };
  firstDay: string;
  days: number;
  times: string[];
  minutes: number;
};
export type Slot = Times & { slug: string; draft: Draft; at: string };

type Laid = { ok: true; slots: Slot[] } | { ok: false; faults: { path: string; message: string }[] };

/** A free consultation for one person at each time of each day, open for registration from now until it begins. */
export function slotsOf(plan: SlotPlan, now: Date): Laid {
  const days = Array.from({ length: plan.days }, (_, at) => daysAfter(plan.firstDay, at));
  const laid = days.flatMap((day) => plan.times.map((wallTime) => slotAt(plan, { day, wallTime }, now)));
  const faults = laid.flatMap((one) => ('message' in one ? [{ path: 'times', message: one.message }] : []));
  const slots = laid.flatMap((one) => ('message' in one ? [] : [one]));
  return faults.length > 0 ? { ok: false, faults } : { ok: true, slots };
}

/** The slots that begin while their instructor leads something else: an event that stands already, or another of them. */
export function clashesOf(slots: readonly Slot[], standing: readonly Times[], name: string) {
  const inOrder = slots.toSorted((one, other) => one.startsAt.getTime() - other.startsAt.getTime());
  return inOrder.flatMap((slot, place) => {
    const before = inOrder[place - 1];
    const others = before === undefined ? standing : [...standing, before];
    if (!others.some((other) => meet(slot, other))) return [];
    return [{ path: 'times', message: `${name} leads something else at ${slot.at}.` }];
  });
}

function slotAt(plan: SlotPlan, at: { day: string; wallTime: string }, now: Date): Slot | { message: string } {
  const { slug, title, neutralName, description, timeZone, place, venue, link, instructor, minutes } = plan;
  const start = instantOf({ ...at, timeZone, fold: null });
  if (!start.ok) return { message: start.message };
  if (start.at <= now) return { message: `${at.wallTime} on ${at.day} is over already.` };
  const format = link === null ? 'LIVE_IN_PERSON' : 'LIVE_ONLINE';
  const part = { title: neutralName, kind: 'NOT_FOR_CREDIT', format, timeZone, fold: null, minutes } as const;
  const draft: Draft = {
    ...{ kind: 'CONSULTATION', courseSlug: null, title, neutralName, description, timeZone, place, venue, link },
    ...{ capacity: 1, admission: 'OPEN', currency: 'USD', offerHours: 48 },
    ...{ registrationOpensAt: now, registrationClosesAt: start.at },
    ...{ delayedMethods: false, invoiceDays: null, deposit: null },
    policy: { refundTiers: [], transferUntil: null, text: plan.policyText },
    instructors: [instructor],
    segments: [{ ...part, ...at, topics: [], instructors: [instructor.name] }],
    prices: [
      {
        ...{ label: 'Free', kind: 'STANDARD', amountMinor: 0, startsAt: null, endsAt: null },
        ...{ places: null, taxChoiceId: null },
      },
    ],
  };
  return {
    ...{ slug: `${slug}-${at.day}-${at.wallTime.replace(':', '')}`, draft, at: `${at.wallTime} on ${at.day}` },
    ...{ startsAt: start.at, endsAt: new Date(start.at.getTime() + minutes * 60_000) },
  };
}
