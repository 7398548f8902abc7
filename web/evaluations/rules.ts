export type Item = {
  key: string;
  kind: 'SCALE' | 'CHOICE' | 'TEXT';
  group: string;
  text: string;
  required: boolean;
  options: readonly string[];
  maxLength: number | null;
};
/** What was filled in so far, by the item's key: the number of a step from 1, an option, or words. */
export type Draft = Readonly<Record<string, string>>;
export type Sent = { itemKey: string; scale?: number; choice?: string; text?: string };
export type Fault = { key: string; fault: 'MISSING' | 'TOO_LONG' };

/** The answers as the API takes them; what was left empty is left out. */
export function answersOf(items: readonly Item[], draft: Draft): Sent[] {
  return items.flatMap(({ key, kind }): Sent[] => {
    const value = (draft[key] ?? '').trim();
    if (value === '') return [];
    if (kind === 'SCALE') return [{ itemKey: key, scale: Number(value) }];
    return [kind === 'CHOICE' ? { itemKey: key, choice: value } : { itemKey: key, text: value }];
  });
}

/** What is wrong with a draft, in the order of the items. */
export function faultsOf(items: readonly Item[], draft: Draft): Fault[] {
  return items.flatMap(({ key, required, maxLength }): Fault[] => {
    const value = (draft[key] ?? '').trim();
    if (required && value === '') return [{ key, fault: 'MISSING' }];
    return maxLength !== null && value.length > maxLength ? [{ key, fault: 'TOO_LONG' }] : [];
  });
}

/** The key of the item that a fault of the API speaks of: by the item's key, or by the place among what was sent. */
export function itemOfPath(path: string, sent: readonly Sent[]): string | null {
  const rest = path.replace(/^answers\./, '');
  return /^\d+(\.|$)/.test(rest) ? (sent[Number.parseInt(rest, 10)]?.itemKey ?? null) : rest || null;
}

/** The items of each group, in the order in which the groups come. */
export function grouped<One extends Pick<Item, 'group'>>(
  items: readonly One[],
): { group: One['group']; items: One[] }[] {
  const groups = [...new Set(items.map(({ group }) => group))];
  return groups.map((group) => ({ group, items: items.filter((item) => item.group === group) }));
}

type Round = {
  purpose: string;
  contentDoneAt: string | null;
  passedAt: string | null;
  evaluatedAt: string | null;
  claimedAt: string | null;
  withdrawnAt: string | null;
};
export type Opening = 'DONE' | 'CLOSED' | 'OPEN' | { missing: ('CONTENT' | 'TEST')[] };

/** Whether the evaluation can be filled in. */
export function openingOf({ purpose, contentDoneAt, passedAt, evaluatedAt, claimedAt, withdrawnAt }: Round): Opening {
  if (evaluatedAt !== null) return 'DONE';
  if (claimedAt !== null || withdrawnAt !== null) return 'CLOSED';
  const missing: ('CONTENT' | 'TEST')[] = contentDoneAt === null ? ['CONTENT'] : [];
  if (purpose === 'CREDIT' && passedAt === null) missing.push('TEST');
  return missing.length === 0 ? 'OPEN' : { missing };
}

type Stage = { stage: string; weeks: number | null };
const STAGES = ['PRE_TEST', 'POST_TEST', 'FOLLOW_UP'];

/** Every time at which any objective is asked about, the earliest first. */
export function columnsOf(objectives: readonly { results: readonly Stage[] }[]): Stage[] {
  const all = objectives.flatMap(({ results }) => results.map(({ stage, weeks }) => ({ stage, weeks })));
  const columns = new Map(all.map((one) => [`${one.stage} ${one.weeks}`, one]));
  return [...columns.values()].sort(
    (a, b) => STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage) || (a.weeks ?? 0) - (b.weeks ?? 0),
  );
}
