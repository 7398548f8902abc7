import { dayAndClock } from '../../schema/intensives/rules/times.ts';
import { ORIGINAL } from '../../schema/languages.ts';
import { type Html, html } from '../http/html.ts';
import { langOf, languageNow, say } from './saying.ts';

export type Slot = {
  id: string;
  slug: string;
  title: string;
  place: string;
  timeZone: string;
  startsAt: string;
  endsAt: string;
  price: { amount: { amountMinor: number; words: string } } | null;
  instructors: { name: string; credentials: string }[];
};

/** The consultations that can be booked now: each kind once, with its times by day. Each time leads to the page that books it. */
export function consultationsOf(slots: readonly Slot[]): Html | null {
  if (slots.length === 0) return null;
  const words = say().consultations;
  const kinds = Object.values(Object.groupBy(slots, kindOf)).filter((some) => some !== undefined);
  return html`<h2>${words.title}</h2>
<p>${words.lead}</p>
${kinds.flatMap((some) => kindHtml(some) ?? [])}`;
}

/** Slots of one kind differ in their time alone. */
const kindOf = ({ title, place, timeZone, price, instructors, ...slot }: Slot): string =>
  JSON.stringify([title, place, timeZone, price, instructors, minutesOf(slot)]);

const minutesOf = ({ startsAt, endsAt }: Pick<Slot, 'startsAt' | 'endsAt'>): number =>
  Math.round((Date.parse(endsAt) - Date.parse(startsAt)) / 60_000);

const priceOf = ({ price }: Slot): string =>
  price === null ? '' : ` · ${price.amount.amountMinor === 0 ? say().home.free : price.amount.words}`;

const clockOf = ({ startsAt, timeZone }: Slot) => dayAndClock(new Date(startsAt), timeZone, languageNow());

function kindHtml(slots: readonly Slot[]): Html | null {
  const [first] = slots;
  if (first === undefined) return null;
  const words = say().consultations;
  const days = Object.entries(Object.groupBy(slots, (slot) => clockOf(slot).day));
  const { title, place, instructors, slug } = first;
  const who = instructors.map(({ name, credentials }) => `${name}, ${credentials}`).join('; ');
  const written = langOf(ORIGINAL);
  return html`<section class="card">
<h3><a href="/intensives/${slug}"${written}>${title}</a></h3>
<p>${say().course.minutes(minutesOf(first))} · ${place}${priceOf(first)}<br><span${written}>${who}</span></p>
${days.map(
  ([day, times = []]) =>
    html`<h4>${day}</h4>
<ul class="times">${times.map((slot) => html`<li><a class="action quiet" href="/register/${encodeURIComponent(slot.id)}" aria-label="${words.book(day, clockOf(slot).clock)}">${clockOf(slot).clock}</a></li>`)}</ul>\n`,
)}</section>`;
}
