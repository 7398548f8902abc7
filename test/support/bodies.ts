import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Accreditor, Held, Rules } from '../../schema/accreditation/rules/bodies.ts';
import { parseAccreditor } from '../../schema/accreditation/rules/bodyFile.ts';
import { joinStated, rulesOn } from '../../schema/accreditation/rules/inForce.ts';
import type { AccreditorValues } from '../../schema/accreditation/rules/values.ts';
import { FaultsError } from '../../schema/edited/faults.ts';
import { ROOT } from './sources.ts';

/** A day on which the values of the files in content/ are in force. */
export const TODAY = '2026-11-26';
export const source = { title: 'A letter of the body', url: 'https://body.example.org/letter', readOn: '2026-11-20' };

/** An accreditor of content/. */
export function accreditorIn(key: string): Accreditor {
  const file = `accreditors/${key}.yaml`;
  const parsed = parseAccreditor(file, readFileSync(join(ROOT, 'content', file), 'utf8'));
  if (!parsed.ok) throw new FaultsError(parsed.faults);
  return parsed.body;
}

/** The rules of an accreditor of content/, with what an organization states where its file says nothing. */
export function rulesIn(key: string, stated: Partial<AccreditorValues> = {}): Rules {
  const values = Object.entries(stated).map(([name, value]) => ({
    name,
    value,
    source,
    reason: 'Our letter says so.',
  }));
  const joined = joinStated(rulesOn(accreditorIn(key), TODAY), values, TODAY);
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
