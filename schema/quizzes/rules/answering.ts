import type { OptionId } from '../../../drizzle/ids.ts';
import type { OPTION_SIDES, QUESTION_TYPES, SavedAnswer } from '../../../drizzle/schema.ts';
import type { FieldFault } from '../../errors.ts';

export type QuestionType = (typeof QUESTION_TYPES)[number];
export type ShownOption = { id: OptionId; side: (typeof OPTION_SIDES)[number] };
export type ShownQuestion = { type: QuestionType; options: readonly ShownOption[] };

type Given<Id> = Id | null;
/** An answer as the client sent it. An id that cannot be read is null. */
export type GivenAnswer = {
  optionIds?: readonly Given<OptionId>[] | null;
  pairs?: readonly { leftId: Given<OptionId>; rightId: Given<OptionId> }[] | null;
  orderedIds?: readonly Given<OptionId>[] | null;
};

type Part = keyof GivenAnswer;
const PARTS: readonly Part[] = ['optionIds', 'pairs', 'orderedIds'];
const PART_OF: Record<QuestionType, Part> = {
  SINGLE: 'optionIds',
  TRUE_FALSE: 'optionIds',
  MULTIPLE: 'optionIds',
  MATCHING: 'pairs',
  ORDERING: 'orderedIds',
};

/** Null takes an answer back. */
type Decision =
  | { ok: true; answer: SavedAnswer | null }
  | { ok: false; because: 'INVALID_ANSWER'; faults: FieldFault[] };

/**
 * Checks an answer against what the learner was shown, never against the right answer: ids of this question's options, none
 * twice, the right shape. Null, or an empty list where the answer belongs, takes the answer back. Paths begin with `path`.
 */
export function validateAnswer(question: ShownQuestion, given: GivenAnswer | null, path = 'answer'): Decision {
  if (given === null) return { ok: true, answer: null };
  const part = PART_OF[question.type];
  const faults: FieldFault[] = PARTS.filter((other) => other !== part && given[other] != null).map((other) => ({
    path: `${path}.${other}`,
    message: `A question of type ${question.type} is answered with \`${part}\`; leave this out.`,
  }));
  if (given[part] == null) faults.push({ path: `${path}.${part}`, message: 'Give your answer here.' });
  else if (given[part].length > 0)
    faults.push(...faultsOf(question, given, part).map((fault) => ({ ...fault, path: `${path}.${fault.path}` })));
  if (faults.length === 0 && given[part]?.length === 0) return { ok: true, answer: null };
  // Every id was found among this question's own above, so none is null.
  return faults.length === 0
    ? { ok: true, answer: { [part]: given[part] } as SavedAnswer }
    : { ok: false, because: 'INVALID_ANSWER', faults };
}

const faultsOf = (question: ShownQuestion, given: GivenAnswer, part: Part): FieldFault[] => {
  const on = (side: ShownOption['side']) =>
    question.options.filter((option) => option.side === side).map((option) => option.id);
  if (part === 'pairs') return pairFaults(given.pairs ?? [], on('LEFT'), on('RIGHT'));
  if (part === 'orderedIds') {
    const items = on('ITEM');
    return idFaults(part, given.orderedIds ?? [], items, { least: items.length, most: items.length });
  }
  const choices = on('CHOICE');
  const most = question.type === 'MULTIPLE' ? choices.length : 1;
  return idFaults(part, given.optionIds ?? [], choices, { least: 1, most });
};

const pairFaults = (
  pairs: NonNullable<GivenAnswer['pairs']>,
  lefts: readonly OptionId[],
  rights: readonly OptionId[],
): FieldFault[] => {
  const leftFaults = idFaults(
    'pairs',
    pairs.map((pair) => pair.leftId),
    lefts,
    { least: 1, most: lefts.length },
  );
  if (pairs.length > lefts.length) return leftFaults;
  const strange = pairs.flatMap(({ rightId }, at) => (isAmong(rights, rightId) ? [] : [foreign(`pairs.${at}`)]));
  return [...leftFaults, ...strange];
};

const isAmong = (known: readonly OptionId[], id: Given<OptionId>) => id !== null && known.includes(id);
// The same sentence for a malformed id, an unknown id and an id of another question, so that the answer does not reveal what
// exists.
const foreign = (path: string): FieldFault => ({ path, message: 'This is not an option of this question.' });

const idFaults = (
  path: string,
  ids: readonly Given<OptionId>[],
  known: readonly OptionId[],
  { least, most }: { least: number; most: number },
): FieldFault[] => {
  if (ids.length > most) return [{ path, message: `Give at most ${most} here.` }];
  if (ids.length < least)
    return [{ path, message: least === 1 ? 'Choose at least one.' : `Put all ${least} in order.` }];
  return ids.flatMap((id, at) => {
    if (!isAmong(known, id)) return [foreign(`${path}.${at}`)];
    return ids.indexOf(id) < at ? [{ path: `${path}.${at}`, message: 'This one is given twice.' }] : [];
  });
};
