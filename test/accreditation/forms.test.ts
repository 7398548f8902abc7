import { beforeAll, describe, expect, test } from '@jest/globals';
import type { RuleName } from '../../schema/accreditation/rules/bodies.ts';
import { EXAMPLES, formOf, readStated } from '../../schema/accreditation/rules/forms.ts';
import { joinStated, rulesOn } from '../../schema/accreditation/rules/inForce.ts';
import { measuredIn } from '../../schema/accreditation/rules/measured.ts';
import { checkCourse } from '../../schema/accreditation/rules/offering.ts';
import { OFFER_VALUES } from '../../schema/accreditation/rules/values.ts';
import type { CourseContent } from '../../schema/courses/rules/package/canonical.ts';
import { source } from '../support/bodies.ts';
import { accreditors, DAY } from '../support/contentBodies.ts';
import { realCourse } from '../support/realCourse.ts';

const NAMES = Object.keys(OFFER_VALUES) as RuleName[];

test.each(NAMES)('the example of %s may be stated', (name) => {
  const { example, type, allowed } = formOf(name);
  expect(readStated(name, JSON.parse(example))).toEqual({ ok: true, value: EXAMPLES[name] });
  expect(type).toMatch(/^(number|text|list|object|true or false)( or text)?$/);
  expect(allowed).not.toBe('');
});

describe('advice is in the words of JSON', () => {
  test.each<[RuleName, unknown]>([
    ['calculations', 'WORDS'],
    ['unit', 'hour'],
    ['claimants', { kind: 'NOBODY' }],
    ['reporting', 5],
    ['unit', { ...EXAMPLES.unit, size: 1 }],
    ['repeats', null],
  ])('%s: %j', (name, value) => {
    const read = readStated(name, value);
    if (read.ok) throw new Error('it should be refused');
    expect(read.message).toContain(`Write JSON: ${formOf(name).allowed}; for example ${formOf(name).example}.`);
    expect(read.message).not.toMatch(/separate line|a section|known keys/);
  });

  test('what is inside a right form is still named', () => {
    const bands = [
      { fromMinutes: 60, assessedHundredths: 100 },
      { fromMinutes: 30, assessedHundredths: 50 },
    ];
    expect(readStated('bands', bands)).toMatchObject({
      message: expect.stringContaining('from the shortest to the longest'),
    });
  });
});

describe('one round is enough', () => {
  let content: CourseContent;
  beforeAll(async () => {
    content = await realCourse();
  });
  const bodies = accreditors.filter(({ kind }) => kind === 'ACCREDITS').map((body) => [body.key, body] as const);

  test.each(bodies)('%s: whoever states all that is asked for is asked for nothing more', (_key, body) => {
    const rules = rulesOn(body, DAY);
    const line = { amountHundredths: 100, format: content.course.format, category: null, session: null };
    const draft = {
      accreditor: body,
      content,
      lines: [line],
      calculation: { method: 'WORDS', words: 11_452 } as const,
      ...{ measured: measuredIn(content), studyTimeReason: null },
    };
    const asked = (of: typeof rules) => {
      const checked = checkCourse({ ...draft, rules: of, day: DAY, today: DAY });
      return checked.ok ? [] : checked.items.flatMap(({ code, rule }) => (code === 'RULE_MISSING' ? (rule ?? []) : []));
    };
    const stated = asked(rules).map((name) => ({
      ...{ name, value: EXAMPLES[name as RuleName], source, reason: 'Our letter says so.' },
    }));
    const joined = joinStated(rules, stated, DAY);
    if (!joined.ok) throw new Error(joined.faults.map(({ message }) => message).join(' '));
    expect(asked(joined.rules)).toEqual([]);
  });
});
