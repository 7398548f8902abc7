import type { Created } from './form.ts';
import { badRequest } from './refusal.ts';
import type { State, StripeObject } from './state.ts';

type Page = {
  limit?: number;
  starting_after?: string;
  ending_before?: string;
  created?: Created;
};

const within = (at: number, { gt, gte, lt, lte }: Created): boolean =>
  (gt === undefined || at > gt) &&
  (gte === undefined || at >= gte) &&
  (lt === undefined || at < lt) &&
  (lte === undefined || at <= lte);

/** A page of a list, the newest first. */
export function pageOf(url: string, all: readonly StripeObject[], page: Page) {
  const { limit = 10, starting_after: after, ending_before: before, created = {} } = page;
  const newest = all.filter((one) => within(one.created, created)).toReversed();
  const placeOf = (id: string, name: string): number => {
    const place = newest.findIndex((one) => one.id === id);
    if (place < 0) throw badRequest(`No such object: '${id}'`, 'resource_missing', name);
    return place;
  };
  const from = after === undefined ? 0 : placeOf(after, 'starting_after') + 1;
  const to = before === undefined ? newest.length : placeOf(before, 'ending_before');
  const data = before === undefined ? newest.slice(from, from + limit) : newest.slice(Math.max(0, to - limit), to);
  const more = before === undefined ? newest.length > from + limit : to > limit;
  return { object: 'list', url, has_more: more, data };
}

/** Which field leads to which kind of object. */
const EXPANDABLE: Record<string, (state: State) => Map<string, StripeObject>> = {
  payment_intent: (state) => state.intents,
  latest_charge: (state) => state.charges,
  charge: (state) => state.charges,
  balance_transaction: (state) => state.balance,
  source: (state) => new Map<string, StripeObject>([...state.charges, ...state.refunds, ...state.disputes]),
};

/** A copy in which the named fields hold objects instead of ids. */
export function expanded<Value extends object>(state: State, value: Value, paths: readonly string[] = []): Value {
  const copy = structuredClone(value);
  for (const path of paths) fill(state, copy as Record<string, unknown>, path.split('.'), path);
  return copy;
}

function fill(state: State, at: Record<string, unknown>, [step = '', ...rest]: string[], path: string): void {
  if (step === 'data' && Array.isArray(at.data)) {
    for (const one of at.data) fill(state, one, rest, path);
    return;
  }
  const kind = EXPANDABLE[step];
  if (kind === undefined || !(step in at)) throw badRequest(`This property cannot be expanded (${path}).`);
  const held = at[step];
  if (typeof held === 'string') at[step] = structuredClone(kind(state).get(held) ?? null);
  const next = at[step];
  if (rest.length > 0 && typeof next === 'object' && next !== null)
    fill(state, next as Record<string, unknown>, rest, path);
}
