import { spanOf, withInstants } from './agenda.ts';
import type { Draft, DraftSegment } from './draft.ts';
import { spanInWords } from './times.ts';

export type Change = { kind: 'AGENDA' | 'INSTRUCTORS' | 'PLACE'; says: string[] };

const timesOf = ({ day, wallTime, timeZone, fold, minutes }: DraftSegment): string =>
  JSON.stringify([day, wallTime, timeZone, fold, minutes]);

/** Whether people would have to come at other times. */
export function movesTimes(before: Draft, after: Draft): boolean {
  const [one, other] = [before.segments.map(timesOf).toSorted(), after.segments.map(timesOf).toSorted()];
  return one.join() !== other.join();
}

/** What a published intensive may never change, by the names of its fields. */
export function fixedFields(before: Draft, after: Draft): string[] {
  const fixed = ['kind', 'courseSlug', 'currency', 'capacity'] as const;
  return fixed.filter((field) => before[field] !== after[field]);
}

const agendaFacts = ({ segments }: Draft): string =>
  JSON.stringify(
    segments.map(({ title, kind, format, day, wallTime, timeZone, fold, minutes }) => [
      ...[title, kind, format, day, wallTime, timeZone, fold, minutes],
    ]),
  );

/** Whether a part of the agenda differs in more than who teaches it and what it is about. */
export const changesAgenda = (before: Draft, after: Draft): boolean => agendaFacts(before) !== agendaFacts(after);

/** That it moved, with the time before and the new one. */
export function movedWords(before: Draft, after: Draft): string {
  const [was, is] = [spanOfDraft(before), spanOfDraft(after)];
  if (was === null || is === null || (+was.startsAt === +is.startsAt && +was.endsAt === +is.endsAt))
    return 'Parts of it take place at other times. The agenda has them.';
  return `It takes place on ${spanInWords(is, after.timeZone)} instead of ${spanInWords(was, before.timeZone)}.`;
}

/** When a draft begins and ends; null without an agenda. */
export function spanOfDraft({ segments }: Draft): { startsAt: Date; endsAt: Date } | null {
  const derived = withInstants(segments);
  return derived.ok ? spanOf(derived.segments) : null;
}

/** What changed, in sentences for whoever registered. They name no venue and no link: a mail may be read by others. */
export function changesBetween(before: Draft, after: Draft): Change[] {
  const changes: Change[] = [
    { kind: 'INSTRUCTORS', says: instructorWords(before, after) },
    { kind: 'AGENDA', says: agendaWords(before, after) },
    { kind: 'PLACE', says: placeWords(before, after) },
  ];
  return changes.filter(({ says }) => says.length > 0);
}

function instructorWords(before: Draft, after: Draft): string[] {
  const names = (draft: Draft) => draft.instructors.map(({ name }) => name);
  const [was, is] = [names(before), names(after)];
  return [
    ...was.filter((name) => !is.includes(name)).map((name) => `${name} does not teach any more.`),
    ...is.filter((name) => !was.includes(name)).map((name) => `${name} teaches.`),
  ];
}

function agendaWords(before: Draft, after: Draft): string[] {
  const facts = ({ title, kind, format, topics, instructors, ...times }: DraftSegment) =>
    JSON.stringify([
      title,
      kind,
      format,
      topics,
      instructors,
      timesOf({ ...times, title, kind, format, topics, instructors }),
    ]);
  const was = new Set(before.segments.map(facts));
  const is = new Set(after.segments.map(facts));
  const changed = after.segments.filter((segment) => !was.has(facts(segment)));
  const gone = before.segments.filter((segment) => !is.has(facts(segment)));
  const titles = new Set([...changed, ...gone].map(({ title }) => title));
  return [...titles].map((title) => `The agenda changed at "${title}".`);
}

function placeWords(before: Draft, after: Draft): string[] {
  if (before.place !== after.place) return [`The place is now ${after.place}.`];
  const moved = before.venue !== after.venue || before.link !== after.link;
  return moved ? ['The venue or the link changed. Sign in to see it.'] : [];
}
