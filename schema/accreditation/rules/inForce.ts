import { APPROVAL_KINDS } from '../../../drizzle/tables/accreditation.ts';
import { didYouMean } from '../../edited/faults.ts';
import type {
  Accreditor,
  Board,
  BoardProfession,
  Dated,
  Held,
  LicenseKind,
  Rules,
  Source,
  StatementTemplate,
} from './bodies.ts';
import { isRuleName, readStated } from './forms.ts';
import { type BoardValues, OFFER_VALUES } from './values.ts';

/** Of several entries the newest whose day has come; null when none has. Days are YYYY-MM-DD, which sort as text. */
function newestOn<Entry extends { from: string }>(entries: readonly Entry[], day: string): Entry | null {
  return entries.reduce<Entry | null>(
    (newest, entry) => (entry.from <= day && (newest === null || entry.from > newest.from) ? entry : newest),
    null,
  );
}

/** The entries of each value of a file. */
export type History = Record<string, Dated<unknown>[] | undefined>;

function heldOn(values: History, day: string): Record<string, Held<unknown>> {
  const held = Object.entries(values).flatMap(([name, entries]) => {
    const value = newestOn(entries ?? [], day);
    return value === null ? [] : [[name, value] as const];
  });
  return Object.fromEntries(held);
}

/** The names of the values that are in force on a day. */
export const namesOn = (values: History, day: string): string[] => Object.keys(heldOn(values, day));

/** The rules of an accreditor on a day. A value whose day has not come is absent. */
export function rulesOn(accreditor: Accreditor, day: string): Rules {
  // Each name keeps its own value, which the map over all names cannot tell.
  return heldOn(accreditor.values, day) as Rules;
}

/** The sentence of an accreditor for a kind of approval on a day; null when it has none, so that nothing can be printed. */
export function statementOn(
  accreditor: Accreditor,
  kind: (typeof APPROVAL_KINDS)[number],
  day: string,
): StatementTemplate | null {
  return newestOn(
    accreditor.statements.filter((statement) => statement.kind === kind),
    day,
  );
}

/** The rules of an accreditor for an approval of a kind on a day, with its sentence where it has one. */
export function offerRulesOn(accreditor: Accreditor, kind: (typeof APPROVAL_KINDS)[number], day: string): Rules {
  const found = statementOn(accreditor, kind, day);
  if (found === null) return rulesOn(accreditor, day);
  const { kind: _, ...statement } = found;
  return { ...rulesOn(accreditor, day), statement };
}

/** The sentences of an accreditor on a day, one for each kind of approval that it words. */
export function statementsOn(accreditor: Accreditor, day: string): StatementTemplate[] {
  return APPROVAL_KINDS.flatMap((kind) => statementOn(accreditor, kind, day) ?? []);
}

/** What a board says of a profession on a day. */
export type BoardRules = { [Name in keyof BoardValues]?: Held<BoardValues[Name]> };
export type BoardOn = Pick<Board, 'key' | 'name' | 'kind' | 'jurisdiction'> & {
  profession: string;
  title: string;
  rules: BoardRules;
};

/** The rules of a board for a profession on a day. A value whose day has not come is absent. */
export function boardRulesOn({ values }: BoardProfession, day: string): BoardRules {
  return heldOn(values, day) as BoardRules;
}

/** What a board says of one kind of license alone on a day. */
export function kindRulesOn({ kinds }: BoardProfession, kind: LicenseKind, day: string): BoardRules {
  return heldOn(kinds?.[kind] ?? {}, day) as BoardRules;
}

/** A board's file states what these need; associates and interns have duties of their own. */
const STATED_FOR: LicenseKind[] = ['FULL', 'MEMBER', 'REGISTRANT'];

/** The rules for a kind of license on a day: its own, and of the others those that ask for no amount. */
function rulesFor(profession: BoardProfession, kind: LicenseKind, day: string): BoardRules {
  const all = boardRulesOn(profession, day);
  const own = kindRulesOn(profession, kind, day);
  if (STATED_FOR.includes(kind)) return { ...all, ...own };
  const { requiredHundredths: _amount, cycleMonths: _cycle, categories, ...rest } = all;
  const unasked = categories && {
    ...categories,
    value: categories.value.map(({ requiredHundredths: _some, ...category }) => category),
  };
  return { ...rest, ...(unasked && { categories: unasked }), ...own };
}

/** What a board says of a profession on a day, for a kind of license; null when it does not license that profession. */
export function boardOn(board: Board, profession: string, day: string, license: LicenseKind = 'FULL'): BoardOn | null {
  const found = board.professions.find(({ key }) => key === profession);
  if (found === undefined) return null;
  const { key, name, kind, jurisdiction } = board;
  return { key, name, kind, jurisdiction, profession, title: found.title, rules: rulesFor(found, license, day) };
}

/** A value that an organization states where the body's file has none, with its own source and reason. */
export type StatedValue = { name: string; value: unknown; source: Source; reason: string };

export type StatedFault = {
  /** The place in the list of stated values. */
  index: number;
  name: string;
  because: 'UNKNOWN_NAME' | 'MALFORMED' | 'STATED_TWICE' | 'CONTRADICTS';
  message: string;
};

/** Two values with the same meaning are equal, in whatever order their keys were written. */
function sameValue(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [mine, theirs] = [Object.entries(one), new Map(Object.entries(other))];
  return (
    mine.length === theirs.size && mine.every(([key, value]) => theirs.has(key) && sameValue(value, theirs.get(key)))
  );
}

/**
 * Joins what an organization stated to the rules of the body. What the body's file says stays: a stated value that says the same is
 * left out, and one that contradicts it is a fault.
 */
export function joinStated(
  rules: Rules,
  stated: readonly StatedValue[],
  day: string,
): { ok: true; rules: Rules } | { ok: false; faults: StatedFault[] } {
  const faults: StatedFault[] = [];
  const joined: Record<string, Held<unknown>> = {};
  for (const [index, { name, value, source, reason }] of stated.entries()) {
    const fault = (because: StatedFault['because'], message: string) => faults.push({ index, name, because, message });
    if (!isRuleName(name)) {
      fault(
        'UNKNOWN_NAME',
        `No value of an accreditor is named ${name}${didYouMean(name, Object.keys(OFFER_VALUES)) || '.'}`,
      );
      continue;
    }
    const read = readStated(name, value);
    const known = rules[name];
    if (!read.ok) fault('MALFORMED', read.message);
    else if (Object.hasOwn(joined, name)) fault('STATED_TWICE', `${name} is stated twice; state it once.`);
    else if (known === undefined)
      joined[name] = { value: read.value, from: day, source, confidence: 'LOW', statedBecause: reason };
    else if (!sameValue(known.value, read.value))
      fault(
        'CONTRADICTS',
        `The file of the body says otherwise of ${name}: ${JSON.stringify(known.value)} (${known.source.title}).`,
      );
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, rules: { ...rules, ...(joined as Rules) } };
}
