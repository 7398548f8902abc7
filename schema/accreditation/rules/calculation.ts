import { z } from 'zod';
import type { KeptCalculation } from '../../../drizzle/tables/accreditation.ts';
import { key, line, list, section, whole, word } from '../../edited/text.ts';
import { MICRO, mergenerMicros, wordsMicros } from '../../readingTime.ts';
import type { RuleName, Rules } from './bodies.ts';
import { type CreditFault, needed } from './creditFaults.ts';

/** What a part of an activity is. Instruction counts, a break never; of the others the body says whether they count. */
export const PARTS = ['INSTRUCTION', 'TEST', 'EVALUATION', 'REFLECTION', 'BREAK'] as const;

const COUNTS_BY: Partial<Record<(typeof PARTS)[number], 'testCounts' | 'evaluationCounts' | 'reflectionCounts'>> = {
  TEST: 'testCounts',
  EVALUATION: 'evaluationCounts',
  REFLECTION: 'reflectionCounts',
};

const MOST_MINUTES = 100_000;
const parts = list(
  section({ part: word(PARTS), minutes: whole(0, MOST_MINUTES), title: line('what it is', 200).optional() }),
  1,
  500,
);
const words = whole(0, 10_000_000);
const difficulty = z
  .number({ error: 'write a number from 1 to 5.' })
  .refine((value) => value >= 1 && value <= 5, 'write a number from 1 to 5.');

/** How an organization shows the minutes of an activity. */
export const calculationShape = z.discriminatedUnion(
  'method',
  [
    section({ method: z.literal('AGENDA_MINUTES'), parts }),
    section({ method: z.literal('RUN_TIME'), parts }),
    section({ method: z.literal('WORDS'), words }),
    section({ method: z.literal('MERGENER'), words, questions: whole(0, 10_000), difficulty }),
    section({
      method: z.literal('PILOT'),
      testers: list(section({ profession: key('the profession of the tester'), parts }), 1, 200),
    }),
  ],
  { error: 'write one of the methods AGENDA_MINUTES, RUN_TIME, WORDS, MERGENER or PILOT, with what it needs.' },
);
export type Calculation = z.output<typeof calculationShape>;
type Part = z.output<typeof parts>[number];

/** The minutes that a calculation shows, in whole hundredths and rounded down, and in words where they come from. */
export type Minutes = { minutesHundredths: number; how: string };
type Result = ({ ok: true } & Minutes) | { ok: false; faults: CreditFault[] };

const fromMicros = (micros: number): number => Math.floor((micros * 100) / MICRO);

/** The minutes of a calculation under the rules of a body, or each rule that it needs and the body does not give. */
export function minutesOf(calculation: Calculation, rules: Rules): Result {
  switch (calculation.method) {
    case 'AGENDA_MINUTES':
    case 'RUN_TIME':
      return partsMinutes(calculation.parts, rules);
    case 'WORDS':
      return wordMinutes(calculation.words, rules);
    case 'MERGENER': {
      const { words: read, questions, difficulty: hard } = calculation;
      const how = `Mergener’s formula with ${read} words, ${questions} questions and a difficulty of ${hard}`;
      return { ok: true, minutesHundredths: fromMicros(mergenerMicros(calculation)), how };
    }
    case 'PILOT':
      return pilotMinutes(calculation.testers, rules);
  }
}

function wordMinutes(count: number, rules: Rules): Result {
  const rule = needed(rules, ['wordsPerUnit', 'minutesPerUnit']);
  if (!rule.ok) return rule;
  const { wordsPerUnit, minutesPerUnit } = rule.values;
  const how = `${count} words, of which ${wordsPerUnit} are ${minutesPerUnit} minutes`;
  return { ok: true, minutesHundredths: fromMicros(wordsMicros(count, rule.values)), how };
}

function partsMinutes(all: readonly Part[], rules: Rules): Result {
  const asked = [...new Set(all.flatMap(({ part, minutes }) => (minutes > 0 && COUNTS_BY[part]) || []))];
  const rule = needed(rules, asked);
  if (!rule.ok) return rule;
  const counts = ({ part }: Part): boolean => {
    const by: RuleName | undefined = COUNTS_BY[part];
    return by === undefined ? part === 'INSTRUCTION' : rules[by]?.value === true;
  };
  const sum = all.filter(counts).reduce((minutes, part) => minutes + part.minutes, 0);
  const left = [...new Set(all.filter((part) => part.minutes > 0 && !counts(part)).map(({ part }) => part))];
  const without = left.length === 0 ? '' : `, without ${left.join(', ')}`;
  return { ok: true, minutesHundredths: sum * 100, how: `the minutes of ${all.length} parts${without}` };
}

type Testers = Extract<Calculation, { method: 'PILOT' }>['testers'];

/** The mean or the lowest of the testers' times, as the body says; the lowest where it says nothing. */
function pilotMinutes(testers: Testers, rules: Rules): Result {
  const shown = testers.map((tester) => partsMinutes(tester.parts, rules));
  const faults = shown.flatMap((time) => (time.ok ? [] : time.faults));
  if (faults.length > 0) return { ok: false, faults };
  const times = shown.flatMap((time) => (time.ok ? time.minutesHundredths : []));
  const who = `${testers.length} ${testers.length === 1 ? 'tester' : 'testers'}`;
  if (rules.pilotTakes?.value === 'MEAN') {
    const mean = Math.floor(times.reduce((sum, time) => sum + time, 0) / times.length);
    return { ok: true, minutesHundredths: mean, how: `the mean of ${who}, as the body says` };
  }
  const why = rules.pilotTakes === undefined ? 'because the body does not say which counts' : 'as the body says';
  return { ok: true, minutesHundredths: Math.min(...times), how: `the lowest of ${who}, ${why}` };
}

/** The calculation as an offer keeps it: what went in, the minutes that came out, and how; and why it exceeds the study. */
export function keptCalculation(
  { method, ...inputs }: Calculation,
  { minutesHundredths, how }: Minutes,
  studyTimeReason: string | null = null,
): KeptCalculation {
  const reason = studyTimeReason === null ? {} : { studyTimeReason };
  return { method, minutesHundredths, inputs: { ...inputs, how }, ...reason };
}
