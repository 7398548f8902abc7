import type { ModuleId, QuizId } from '../../../../drizzle/ids.ts';
import { type ModuleStanding, type Standing, secondsCounted, secondsRequired } from '../standing.ts';
import type { BlockerBase, BlockerWords, MetAt } from './blocker.ts';

type OfModule<Code extends string> = BlockerBase<Code> & { moduleId: ModuleId };
type ModuleIncomplete = OfModule<'MODULE_INCOMPLETE'>;
type TimeShort = OfModule<'TIME_SHORT'> & { secondsCounted: number; secondsRequired: number };
type NotReadToEnd = OfModule<'NOT_READ_TO_END'> & { furthestPermille: number };
type CheckNotPassed = OfModule<'CHECK_NOT_PASSED'> & { quizId: QuizId };
export type ContentBlocker = ModuleIncomplete | TimeShort | NotReadToEnd | CheckNotPassed;

export const CONTENT_WORDS = {
  MODULE_INCOMPLETE: {
    type: 'ModuleIncompleteBlocker',
    meaning: 'A module is not complete.',
    facts: {},
  } satisfies BlockerWords<ModuleIncomplete>,
  NOT_READ_TO_END: {
    type: 'NotReadToEndBlocker',
    meaning: 'The learner has not read a module to its end.',
    facts: { furthestPermille: { type: 'Int', description: 'The furthest place reached, in thousandths.' } },
  } satisfies BlockerWords<NotReadToEnd>,
  CHECK_NOT_PASSED: {
    type: 'CheckNotPassedBlocker',
    meaning: "A module's check is not passed.",
    facts: { quizId: { type: 'ID', node: 'Quiz', enrolled: true, description: 'The quiz to pass.' } },
  } satisfies BlockerWords<CheckNotPassed>,
  TIME_SHORT: {
    type: 'TimeShortBlocker',
    meaning: 'A module has less verified time than it requires; secondsCounted and secondsRequired give the figures.',
    facts: {},
  } satisfies BlockerWords<TimeShort>,
};

const timeShort = (module: ModuleStanding, waived: boolean): TimeShort[] => {
  const [counted, required] = [secondsCounted(module), secondsRequired(module, waived)];
  if (counted >= required) return [];
  const minutes = Math.ceil((required - counted) / 60);
  return [
    {
      code: 'TIME_SHORT',
      message: `“${module.title}” needs about ${minutes} more ${minutes === 1 ? 'minute' : 'minutes'} of study.`,
      moduleId: module.moduleId,
      secondsCounted: counted,
      secondsRequired: required,
      deadline: null,
    },
  ];
};

const notReadToEnd = ({ moduleId, title, furthestPermille }: ModuleStanding): NotReadToEnd[] => {
  if (furthestPermille >= 1000) return [];
  const message = `“${title}” has not been read to its end.`;
  return [{ code: 'NOT_READ_TO_END', message, moduleId, furthestPermille, deadline: null }];
};

const checkNotPassed = ({ moduleId, title, checkQuizId, checkPassedAt }: ModuleStanding): CheckNotPassed[] => {
  if (checkQuizId === null || checkPassedAt !== null) return [];
  const message = `The check of “${title}” has not been passed.`;
  return [{ code: 'CHECK_NOT_PASSED', message, moduleId, quizId: checkQuizId, deadline: null }];
};

/** What is missing before a module can be completed. */
export function moduleBlockers(module: ModuleStanding, studyTimeWaived: boolean): ContentBlocker[] {
  if (module.completedAt !== null) return [];
  return [...timeShort(module, studyTimeWaived), ...notReadToEnd(module), ...checkNotPassed(module)];
}

/** Every module must be complete, but nothing is asked of whoever taught it. */
export function contentBlockers({ modules, studyTimeWaived, teaching }: Standing): ContentBlocker[] {
  return (teaching === null ? modules : [])
    .filter((module) => module.completedAt === null)
    .flatMap((module) => [incomplete(module), ...timeShort(module, studyTimeWaived)]);
}

const incomplete = ({ moduleId, title }: ModuleStanding): ModuleIncomplete => ({
  code: 'MODULE_INCOMPLETE',
  message: `“${title}” is not complete.`,
  moduleId,
  deadline: null,
});

/** When the last module was completed; null while one is open. */
export const contentMetAt: MetAt = ({ modules, teaching }) => {
  if (teaching !== null) return null;
  const moments = modules.flatMap(({ completedAt }) => completedAt ?? []);
  return moments.length < modules.length ? null : latestOf(moments);
};

/** The latest of some moments; null when there is none. */
export function latestOf(moments: readonly Date[]): Date | null {
  return moments.length === 0 ? null : new Date(Math.max(...moments.map(Number)));
}
