import type { Standing } from '../standing.ts';
import type { BlockerBase, BlockerWords, MetAt } from './blocker.ts';

export type EvaluationBlocker = BlockerBase<'EVALUATION_MISSING'>;

export const EVALUATION_WORDS = {
  EVALUATION_MISSING: {
    type: 'EvaluationBlocker',
    meaning: 'The evaluation is not filled in.',
    facts: {},
  } satisfies BlockerWords<EvaluationBlocker>,
};

/** For credit learners must fill in the evaluation. */
export function evaluationBlockers(standing: Standing): EvaluationBlocker[] {
  return standing.purpose === 'CREDIT' && standing.teaching === null ? unevaluated(standing) : [];
}

/** The evaluation must be filled in, whatever the purpose. */
export function unevaluated({ evaluatedAt }: Pick<Standing, 'evaluatedAt'>): EvaluationBlocker[] {
  if (evaluatedAt !== null) return [];
  return [{ code: 'EVALUATION_MISSING', message: 'The evaluation has not been filled in.', deadline: null }];
}

export const evaluationMetAt: MetAt = ({ purpose, teaching, evaluatedAt }) =>
  purpose === 'CREDIT' && teaching === null ? evaluatedAt : null;
