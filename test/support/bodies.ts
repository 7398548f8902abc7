import { amountOf } from '../../schema/accreditation/rules/arithmetic.ts';
import type { Held, Rules } from '../../schema/accreditation/rules/bodies.ts';
import type { Parsed, ReadBody } from '../../schema/accreditation/rules/bodyFile.ts';
import { type Calculation, minutesOf } from '../../schema/accreditation/rules/calculation.ts';
import { joinStated, rulesOn } from '../../schema/accreditation/rules/inForce.ts';
import { type AccreditorValues, CALCULATIONS } from '../../schema/accreditation/rules/values.ts';
import { FaultsError } from '../../schema/edited/faults.ts';
import { accreditor, DAY } from './contentBodies.ts';

export const source = { title: 'A letter of the body', url: 'https://body.example.org/letter', readOn: '2026-11-20' };

/** What was read of a file that must have no fault. */
export const whole = <Body>(parsed: Parsed<Body>): ReadBody<Body> => {
  if (!parsed.ok) throw new FaultsError(parsed.faults);
  return parsed;
};

/** A file with its first occurrence of a text replaced, which must be there. */
export const edited = (text: string, from: string, to: string): string => {
  if (!text.includes(from)) throw new Error(`the file has no ${from}`);
  return text.replace(from, () => to);
};

/** The line on which a text first stands. */
export const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;

/** The rules of an accreditor of content/, with what an organization states where its file says nothing. */
export function rulesIn(key: string, stated: Partial<AccreditorValues> = {}): Rules {
  const values = Object.entries(stated).map(([name, value]) => ({
    name,
    value,
    source,
    reason: 'Our letter says so.',
  }));
  const joined = joinStated(rulesOn(accreditor(key), DAY), values, DAY);
  if (!joined.ok) throw new Error(joined.faults.map(({ message }) => message).join('\n'));
  return joined.rules;
}

/** Rules that are in force, from bare values. */
export function rulesOf(values: Partial<AccreditorValues>): Rules {
  const held = Object.entries(values).map(([name, value]): [string, Held<unknown>] => [
    name,
    { value, from: '2026-11-01', source, confidence: 'HIGH' },
  ]);
  return Object.fromEntries(held) as Rules;
}

export const accreditorPath = 'accreditors/sample-body.yaml';
export const boardPath = 'boards/sample-board.yaml';

/** The file of an accreditor that has no fault. */
export const accreditorFile = `key: sample-body
name: Sample Body
website: https://body.example.org/
kind: ACCREDITS
approves: [PROVIDER, COURSE]
jurisdictions: [US, US-NY]
professions: [lcsw]
sources:
  handbook: { title: Handbook, url: https://body.example.org/handbook, readOn: 2026-11-20 }
values:
  unit:
    - value: { kind: TIMED, code: CONTACT_HOURS, singular: contact hour, plural: contact hours }
      from: 2026-11-01
      source: handbook
      confidence: HIGH
  minutesPerUnit:
    - { value: 60, from: 2026-11-01, source: handbook, confidence: HIGH }
    - { value: 50, from: 2028-02-29, source: handbook, confidence: MEDIUM, note: From the next edition. }
  passPercent:
    - { value: NONE, from: 2026-11-01, source: handbook, confidence: LOW }
statements:
  - kind: PROVIDER
    text: "{organization} is approved by Sample Body, #{number}."
    from: 2026-11-01
    source: handbook
    confidence: HIGH
`;

/** The file of a board that has no fault and accepts it. */
export const boardFile = `key: sample-board
name: Sample Board
website: https://board.example.org/
kind: REGULATES
jurisdiction: US-NY
sources:
  rules: { title: Rules, url: https://board.example.org/rules, readOn: 2026-11-20 }
professions:
  - key: lcsw
    title: Licensed Clinical Social Worker
    values:
      accepts:
        - { value: [{ accreditor: sample-body, formats: [LIVE_ONLINE] }], from: 2026-11-01, source: rules, confidence: HIGH }
      requiredHundredths:
        - { value: 3600, from: 2026-11-01, source: rules, confidence: HIGH }
`;

/** What an organization states where a body's file says nothing: quarter steps, rounded down, without limits. */
export const quarters = {
  stepHundredths: 25,
  rounding: 'DOWN',
  smallestAwardHundredths: 'NONE',
  largestAwardHundredths: 'NONE',
  calculations: [...CALCULATIONS],
} satisfies Partial<AccreditorValues>;

export const hour = { kind: 'TIMED', code: 'HOURS', singular: 'hour', plural: 'hours' } as const;

/** An agenda of sessions of so many minutes. */
export const agenda = (...minutes: number[]): Calculation => ({
  method: 'AGENDA_MINUTES',
  parts: minutes.map((each) => ({ part: 'INSTRUCTION', minutes: each })),
});

/** The minutes that a calculation shows under these rules. */
export const minutesUnder = (rules: Rules, calculation: Calculation): number => {
  const shown = minutesOf(calculation, rules);
  if (!shown.ok) throw new Error(shown.faults.map(({ message }) => message).join('\n'));
  return shown.minutesHundredths;
};

/** What so many hundredths of a minute earn under these rules. */
export const amountUnder = (rules: Rules, minutesHundredths: number, assessed = true): number => {
  const amount = amountOf(minutesHundredths, rules, { assessed });
  if (!amount.ok) throw new Error(amount.faults.map(({ message }) => message).join('\n'));
  return amount.hundredths;
};

/** What a calculation earns under these rules. */
export const earnedUnder = (rules: Rules, calculation: Calculation, assessed = true): number =>
  amountUnder(rules, minutesUnder(rules, calculation), assessed);
