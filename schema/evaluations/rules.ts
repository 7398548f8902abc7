import type { EvaluationAnswer } from '../../drizzle/schema.ts';
import type { FieldFault } from '../errors.ts';

export const ITEM_KINDS = ['SCALE', 'CHOICE', 'TEXT'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** What an item speaks of. */
export const ITEM_GROUPS = ['OBJECTIVE', 'PRESENTER', 'COURSE'] as const;
export type ItemGroup = (typeof ITEM_GROUPS)[number];

export type EvaluationItem = {
  key: string;
  group: ItemGroup;
  kind: ItemKind;
  text: string;
  required: boolean;
  /** The options: of the scale for SCALE, of the item for CHOICE, none for TEXT. */
  options: string[];
};
export type Evaluation = { title: string; introduction: string; items: EvaluationItem[] };

type Form = {
  title: string;
  introduction: string;
  scale: string[];
  perObjective: string;
  perContributor: string;
  items: { id: string; kind: ItemKind; text: string; required: boolean; options?: string[] }[];
};
type Person = { position: number; role: string; name: string };

export const MAX_TEXT = 4_000;

/** The complete form: one scale item per objective and per presenter, then the course's own items. */
export function evaluationOf(
  form: Form,
  objectives: { key: string; text: string }[],
  contributors: Person[],
  roleWords: Record<string, string>,
): Evaluation {
  const scaled = (group: ItemGroup, key: string, text: string): EvaluationItem => ({
    key,
    group,
    kind: 'SCALE',
    text,
    required: true,
    options: form.scale,
  });
  const presenters = contributors.filter(({ role }) => role === 'AUTHOR' || role === 'PRESENTER');
  return {
    title: form.title,
    introduction: form.introduction,
    items: [
      ...objectives.map(({ key, text }) =>
        scaled(
          'OBJECTIVE',
          `objective:${key}`,
          form.perObjective.replace('{objective}', () => text),
        ),
      ),
      ...presenters.map(({ position, name, role }) =>
        scaled(
          'PRESENTER',
          `presenter:${position}`,
          form.perContributor.replace('{name}', () => name).replace('{role}', () => roleWords[role] ?? role),
        ),
      ),
      ...form.items.map(({ id, kind, text, required, options }) => ({
        key: `item:${id}`,
        group: 'COURSE' as const,
        kind,
        text,
        required,
        options: kind === 'SCALE' ? form.scale : (options ?? []),
      })),
    ],
  };
}

const answerFault = (item: EvaluationItem, answer: EvaluationAnswer): string | null => {
  const given = [answer.scale, answer.choice, answer.text].filter((value) => value !== undefined);
  if (given.length !== 1) return 'Give exactly one of `scale`, `choice` and `text`.';
  if (item.kind === 'SCALE') {
    const { scale } = answer;
    const fits = scale !== undefined && Number.isInteger(scale) && scale >= 1 && scale <= item.options.length;
    return fits
      ? null
      : `Give \`scale\` from 1 (${item.options[0]}) to ${item.options.length} (${item.options.at(-1)}).`;
  }
  if (item.kind === 'CHOICE') {
    return answer.choice !== undefined && item.options.includes(answer.choice)
      ? null
      : `Give \`choice\` as one of: ${item.options.join('; ')}.`;
  }
  return answer.text !== undefined && answer.text.length <= MAX_TEXT
    ? null
    : `Give \`text\` of at most ${MAX_TEXT} characters.`;
};

/** Every fault of a set of answers; when there is none, the answers can be stored. */
export function answerFaults(evaluation: Evaluation, answers: EvaluationAnswer[]): FieldFault[] {
  const items = new Map(evaluation.items.map((item) => [item.key, item]));
  const seen = new Set<string>();
  const faults = answers.flatMap((answer, index): FieldFault[] => {
    const path = `answers.${index}`;
    const item = items.get(answer.itemKey);
    if (item === undefined) return [{ path, message: 'This form has no such item.' }];
    if (seen.has(answer.itemKey)) return [{ path, message: 'This item is answered twice.' }];
    seen.add(answer.itemKey);
    const fault = answerFault(item, answer);
    return fault === null ? [] : [{ path, message: fault }];
  });
  const missing = evaluation.items.filter((item) => item.required && !seen.has(item.key));
  return [
    ...faults,
    ...missing.map(({ key, text }) => ({ path: `answers.${key}`, message: `“${text}” needs an answer.` })),
  ];
}

/** The first day of an instant's month, in UTC. We store no more about when an evaluation arrived. */
export const monthOf = (now: Date): string => `${now.toISOString().slice(0, 7)}-01`;
