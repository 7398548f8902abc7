import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, inForceOn, lastDayOf } from '../../schema/accreditation/rules/approval.ts';
import { amountOf } from '../../schema/accreditation/rules/arithmetic.ts';
import type { Accreditor, Rules } from '../../schema/accreditation/rules/bodies.ts';
import { type Calculation, minutesOf } from '../../schema/accreditation/rules/calculation.ts';
import { joinStated, offerRulesOn, statementsOn } from '../../schema/accreditation/rules/inForce.ts';
import { measuredIn } from '../../schema/accreditation/rules/measured.ts';
import { checkOffer } from '../../schema/accreditation/rules/offering.ts';
import { speaksOf } from '../../schema/plainText.ts';
import { accreditors, DAY } from '../support/contentBodies.ts';
import { COMPLETE } from '../support/granting.ts';
import { realCourse } from '../support/realCourse.ts';

const source = { title: 'A letter of the body', url: 'https://body.example.org/letter', readOn: DAY };
const real = await realCourse();
const own = { measured: measuredIn(real), studyTimeReason: 'Our letter says so.' };
const accrediting = accreditors.filter(({ kind }) => kind === 'ACCREDITS');

type Kind = Accreditor['statements'][number]['kind'];

/** The rules of a body, with an organization's word where its file says nothing. */
const stated = (body: Accreditor, kind: Kind): Rules => {
  const known = offerRulesOn(body, kind, DAY);
  const rest = Object.entries({ ...COMPLETE, calculations: ['AGENDA_MINUTES'] })
    .filter(([name]) => !Object.hasOwn(known, name))
    .map(([name, value]) => ({ name, value, source, reason: 'Our letter says so.' }));
  const joined = joinStated(known, rest, DAY);
  if (!joined.ok) throw new Error(joined.faults.map(({ message }) => message).join('\n'));
  return joined.rules;
};

/** A calculation of 110 minutes that the body accepts. */
const accepted = (rules: Rules): Calculation => {
  const methods = rules.calculations?.value ?? [];
  const parts = [{ part: 'INSTRUCTION' as const, minutes: 110 }];
  if (methods.includes('AGENDA_MINUTES')) return { method: 'AGENDA_MINUTES', parts };
  if (methods.includes('WORDS')) return { method: 'WORDS', words: 11_452 };
  if (methods.includes('PILOT')) return { method: 'PILOT', testers: [{ profession: 'lmft', parts }] };
  return { method: 'RUN_TIME', parts };
};

const offered = (body: Accreditor, kind: Kind) => {
  const rules = stated(body, kind);
  const calculation = accepted(rules);
  const minutes = minutesOf(calculation, rules);
  const amount = minutes.ok ? amountOf(minutes.minutesHundredths, rules, { assessed: true }) : minutes;
  const amountHundredths = amount.ok ? amount.hundredths : 0;
  const lines = [{ amountHundredths, format: 'SELF_PACED_READING' as const, category: null, session: null }];
  const draft = { accreditor: body, rules, content: real, lines, calculation, ...own, day: DAY, today: DAY };
  return checkOffer(draft, {
    ...{ organization: 'Sample Institute', kind, courseSlug: real.course.slug, number: '1975', specimen: false },
    partners: [{ name: 'Other Institute', number: '77', role: 'HOLDER' }],
    ...{ profession: null, jurisdiction: null, formats: ['SELF_PACED_READING'] },
    ...{ startsOn: '2026-01-01', endsOn: '2027-01-01', lastOn: '2027-01-01' },
  });
};

test.each(accrediting.flatMap((body) => statementsOn(body, DAY).map(({ kind }) => [body.key, kind, body] as const)))(
  'the course can be offered under %s, %s, once what its file lacks is stated',
  (_key, kind, body) => {
    const checked = offered(body, kind);
    if (!checked.ok) throw new Error(checked.items.map(({ message }) => message).join('\n'));
    expect(checked.statement).not.toMatch(/[{}]/);
    expect(checked.offerable.totalHundredths).toBeGreaterThan(0);
    const forbidden = body.values.forbiddenWords?.flatMap(({ value }) => value) ?? [];
    expect(speaksOf(checked.statement, forbidden)).toBe(false);
  },
);

test('a body without a sentence for a kind prints nothing', () => {
  for (const body of accrediting) {
    const worded = statementsOn(body, DAY).map(({ kind }) => kind);
    for (const kind of (['PROVIDER', 'COURSE', 'CO_SPONSORED', 'JOINT'] as const).filter(
      (one) => !worded.includes(one),
    )) {
      const checked = offered(body, kind);
      expect(checked.ok ? [] : checked.items.map(({ code }) => code)).toContain('STATEMENT_MISSING');
    }
  }
});

test('no day outside its period is a day of an approval, whatever its states', () => {
  const day = fc.integer({ min: 0, max: 2_000 }).map((days) => addDays('2026-01-01', days));
  const state = fc.constantFrom('APPLIED', 'IN_FORCE', 'PROBATION', 'SUSPENDED', 'LAPSED', 'WITHDRAWN');
  const states = fc.array(fc.record({ state, from: day }), { maxLength: 5 });
  const end = fc.option(day);
  fc.assert(
    fc.property(day, end, end, states, day, fc.boolean(), (startsOn, endsOn, endedOn, history, on, confirmed) => {
      const approval = { startsOn, endsOn, endedOn, states: history, confirmed };
      const last = lastDayOf(approval);
      if (!inForceOn(approval, on).ok) return;
      expect(confirmed && startsOn <= on && (last === null || on <= last)).toBe(true);
      const state = history.findLast(({ from }) => from <= on)?.state;
      expect(['IN_FORCE', 'PROBATION']).toContain(state);
    }),
  );
});
