import { format } from '../words/format.ts';

/** A time in a zone of its own, with the zone beside it: "Fri, March 12, 2027, 09:30 (America/Los_Angeles)". */
export function timeInWords(instant: string, timeZone: string, language: string): string {
  const at = new Date(instant);
  const day = { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' } as const;
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const words = format(language === 'en' ? 'en-US' : language, { ...day, ...clock, timeZone }, at);
  const offset = offsetThatIsMeant(at, timeZone);
  return `${words.replace(' at ', ', ')} (${timeZone}${offset === null ? '' : `, ${offset}`})`;
}

const clockIn = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(at);

/** The offset, where the wall shows the time twice because clocks go back; else null. */
function offsetThatIsMeant(at: Date, timeZone: string): string | null {
  const hour = 3_600_000;
  const twice = [-hour, hour].some((by) => clockIn(new Date(at.getTime() + by), timeZone) === clockIn(at, timeZone));
  if (!twice) return null;
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? null;
}

/** How long something takes; null before its times stand. */
export function minutesOf({ startsAt, endsAt }: { startsAt: string | null; endsAt: string | null }): number | null {
  if (startsAt === null || endsAt === null) return null;
  return Math.round((Date.parse(endsAt) - Date.parse(startsAt)) / 60_000);
}

/** To whom money goes back when a place ends now: to its person, to whoever paid, of whom the person learns no amount, or to nobody. */
export function givesBack({ refund, percent }: { refund: object | null; percent: number }): 'YOU' | 'PAYER' | 'NOBODY' {
  if (percent === 0) return 'NOBODY';
  return refund === null ? 'PAYER' : 'YOU';
}

/** How somebody comes to a place at an event. */
export type Way = 'CANCELED' | 'APPLY' | 'FREE' | 'PAY' | 'WAIT' | 'NO_PRICE';

type Event = {
  admission: string;
  cancelledAt: string | null;
  seats: { left: number };
  price: { amount: { amountMinor: number } } | null;
  grantedPrice: { amountMinor: number } | null;
};

export function wayTo({ admission, cancelledAt, seats, price, grantedPrice }: Event): Way {
  if (cancelledAt !== null) return 'CANCELED';
  if (admission === 'APPLICATION') return 'APPLY';
  if (price === null && grantedPrice === null) return 'NO_PRICE';
  if (seats.left === 0) return 'WAIT';
  return price?.amount.amountMinor === 0 ? 'FREE' : 'PAY';
}

/** Where the app sends a browser to pay: nothing but a page of the payment service. */
export const isPaymentPage = (url: string): boolean => URL.canParse(url) && new URL(url).protocol === 'https:';
