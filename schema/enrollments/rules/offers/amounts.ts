import type { OfferLine } from '../../../../drizzle/tables/accreditation.ts';
import { amountOf } from '../../../accreditation/rules/arithmetic.ts';
import type { Rules } from '../../../accreditation/rules/bodies.ts';
import type { TrainingPart } from '../standing.ts';
import type { Offer } from './offer.ts';
import { shared } from './proportion.ts';

/** What an offer gives: of a course all of it, of a training what was attended or taught of it. */
export type Given = { lines: readonly OfferLine[]; totalHundredths: number };

/**
 * A part of a training with what of it counts: hundredths of a minute, in shares of which `per` make one. The shares are whole, so that
 * what several taught is divided without a rest.
 */
export type Counted = Pick<TrainingPart, 'title' | 'format'> & { shares: bigint };
type Of = { parts: readonly Counted[]; per: bigint; assessed: boolean };
/** Lines of an offer for the same parts, and those parts. */
type Group = { lines: OfferLine[]; parts: Counted[] };

/** Minutes that are whole. */
export const wholeMinutes = (minutes: number): bigint => BigInt(minutes) * 100n;

/**
 * What an offer gives for what counts of the parts of a training: of each line no more than it says, no more than the minutes of its
 * parts make by the body's arithmetic, and in all no more than all of them make. Nothing below the smallest award. A line without a
 * session is divided by the parts that it stands for.
 */
export function givenForParts(offer: Pick<Offer, 'lines' | 'totalHundredths' | 'rules'>, of: Of): Given {
  const { rules } = offer;
  const { per, assessed } = of;
  const groups = groupsOf(offer.lines, of.parts);
  const all = groups.flatMap(({ parts }) => parts);
  const most = Math.min(offer.totalHundredths, amount(all, { rules, per, assessed }));
  const banded = rules.unit?.value.kind === 'BANDED';
  const lines = banded
    ? shared(offer.lines, { most, step: 1 })
    : groups.flatMap((one) => earnedBy(one, { rules, per, assessed: true }));
  const kept = within(lines, most);
  const total = kept.reduce((sum, { amountHundredths }) => sum + amountHundredths, 0);
  const smallest = rules.smallestAwardHundredths?.value ?? 'NONE';
  return smallest !== 'NONE' && total < smallest
    ? { lines: [], totalHundredths: 0 }
    : { lines: kept, totalHundredths: total };
}

type Arithmetic = { rules: Rules; per: bigint; assessed: boolean };

/** What parts make by the body's arithmetic, in hundredths of its unit; nothing where its rules do not say. */
function amount(parts: readonly Counted[], { rules, per, assessed }: Arithmetic): number {
  const shares = parts.reduce((sum, part) => sum + part.shares, 0n);
  const found = amountOf(Number(shares / per), rules, { assessed });
  return found.ok ? found.hundredths : 0;
}

/** Each part belongs to the lines that name it, else to those of its format that name none; a part of no line earns nothing. */
function groupsOf(lines: readonly OfferLine[], parts: readonly Counted[]): Group[] {
  const groups = Map.groupBy(lines, ({ session, format }) => JSON.stringify([session, format]));
  const keyOf = ({ title, format }: Counted) => {
    const own = JSON.stringify([title, format]);
    return groups.has(own) ? own : JSON.stringify([null, format]);
  };
  const found = Map.groupBy(parts, keyOf);
  return [...groups].map(([key, own]) => ({ lines: own, parts: found.get(key) ?? [] }));
}

/** The lines of one group. The smallest and the largest award are matters of the whole. */
function earnedBy({ lines, parts }: Group, { rules, ...how }: Arithmetic): OfferLine[] {
  const free = { ...how, rules: limitless(rules) };
  const most = lines.reduce((sum, { amountHundredths }) => sum + amountHundredths, 0);
  const [only] = lines;
  if (only === undefined || only.session !== null || lines.length > 1) {
    const step = rules.stepHundredths?.value ?? 1;
    return shared(lines, { most: Math.min(most, amount(parts, free)), step });
  }
  let before = 0;
  const bySession = new Map<string, number>();
  for (const [at, part] of parts.entries()) {
    const now = Math.min(most, amount(parts.slice(0, at + 1), free));
    bySession.set(part.title, (bySession.get(part.title) ?? 0) + now - before);
    before = now;
  }
  return [...bySession]
    .filter(([, hundredths]) => hundredths > 0)
    .map(([session, amountHundredths]) => ({ ...only, session, amountHundredths }));
}

function limitless(rules: Rules): Rules {
  const { smallestAwardHundredths: smallest, largestAwardHundredths: largest, ...others } = rules;
  return {
    ...others,
    ...(smallest && { smallestAwardHundredths: { ...smallest, value: 'NONE' } }),
    ...(largest && { largestAwardHundredths: { ...largest, value: 'NONE' } }),
  };
}

/** The lines up to an amount: what is rounded up in each may come to more than the whole. The last lines lose it. */
function within(lines: readonly OfferLine[], most: number): OfferLine[] {
  let left = most;
  return lines.flatMap((line) => {
    const amountHundredths = Math.min(left, line.amountHundredths);
    left -= amountHundredths;
    return amountHundredths > 0 ? [{ ...line, amountHundredths }] : [];
  });
}

/** The fewest minutes that earn anything. */
export function fewestMinutes(rules: Rules): number {
  const { unit, bands, minutesPerUnit, stepHundredths, smallestAwardHundredths } = rules;
  if (unit?.value.kind === 'BANDED') return bands?.value[0]?.fromMinutes ?? 1;
  const smallest = smallestAwardHundredths?.value ?? 'NONE';
  const hundredths = Math.max(stepHundredths?.value ?? 1, smallest === 'NONE' ? 1 : smallest);
  return Math.ceil((hundredths * (minutesPerUnit?.value ?? 60)) / 100);
}
