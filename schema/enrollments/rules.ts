import type { ModuleId } from '../../drizzle/ids.ts';

/** A gap between two beats counts at most this long: whoever walks away stops the clock. */
export const IDLE_CAP_MILLIS = 60_000;
/** How often a reader should beat, so that nothing is lost to the cap. */
export const BEAT_SECONDS = 20;

export const BLOCKER_CODES = [
  'MODULE_INCOMPLETE',
  'NOT_READ_TO_END',
  'CHECK_NOT_PASSED',
  'TIME_SHORT',
  'POST_TEST_NOT_PASSED',
  'ATTEMPTS_USED',
  'EVALUATION_MISSING',
  'ATTESTATION_MISSING',
  'NAME_UNCONFIRMED',
] as const;
export type BlockerCode = (typeof BLOCKER_CODES)[number];

export type Blocker = {
  code: BlockerCode;
  message: string;
  moduleId?: ModuleId;
  secondsCounted?: number;
  secondsRequired?: number;
  attemptsUsed?: number;
  attemptsAllowed?: number;
};

/** What is known of one module of a round. Times are ISO texts or null. */
export type ModuleStanding = {
  moduleId: ModuleId;
  title: string;
  position: number;
  minSeconds: number;
  countedMillis: number;
  furthestPermille: number;
  lastActiveAt: string | null;
  hasCheck: boolean;
  checkPassedAt: string | null;
  completedAt: string | null;
};

/** Everything the gate looks at. */
export type Standing = {
  purpose: 'CREDIT' | 'PERSONAL';
  modules: ModuleStanding[];
  studyTimeWaived: boolean;
  postTest: { attemptsUsed: number; attemptsAllowed: number | null } | null;
  passedAt: string | null;
  evaluatedAt: string | null;
  attestedAt: string | null;
  legalName: string | null;
};

export const secondsRequired = (module: ModuleStanding, waived: boolean): number => (waived ? 0 : module.minSeconds);
export const secondsCounted = (module: ModuleStanding): number => Math.floor(module.countedMillis / 1000);

const timeShort = (module: ModuleStanding, waived: boolean): Blocker[] => {
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
    },
  ];
};

/** What stands between a learner and a module's completion. */
export const moduleBlockers = (module: ModuleStanding, waived: boolean): Blocker[] => {
  if (module.completedAt !== null) return [];
  const { moduleId, title } = module;
  return [
    ...timeShort(module, waived),
    ...(module.furthestPermille < 1000
      ? [{ code: 'NOT_READ_TO_END' as const, message: `“${title}” has not been read to its end.`, moduleId }]
      : []),
    ...(module.hasCheck && module.checkPassedAt === null
      ? [{ code: 'CHECK_NOT_PASSED' as const, message: `The check of “${title}” has not been passed.`, moduleId }]
      : []),
  ];
};

const contentBlockers = ({ modules, studyTimeWaived }: Standing): Blocker[] =>
  modules
    .filter((module) => module.completedAt === null)
    .flatMap((module) => [
      {
        code: 'MODULE_INCOMPLETE' as const,
        message: `“${module.title}” is not complete.`,
        moduleId: module.moduleId,
      },
      ...timeShort(module, studyTimeWaived),
    ]);

const testBlockers = ({ postTest, passedAt }: Standing): Blocker[] => {
  if (postTest === null || passedAt !== null) return [];
  const { attemptsUsed, attemptsAllowed } = postTest;
  const missing: Blocker = {
    code: 'POST_TEST_NOT_PASSED',
    message: 'The post-test has not been passed.',
    attemptsUsed,
    ...(attemptsAllowed === null ? {} : { attemptsAllowed }),
  };
  if (attemptsAllowed === null || attemptsUsed < attemptsAllowed) return [missing];
  const message = `All ${attemptsAllowed} attempts at the post-test are used. Ask the organization for another.`;
  return [missing, { code: 'ATTEMPTS_USED', message, attemptsUsed, attemptsAllowed }];
};

/**
 * What must be done before a round counts as completed. For credit: content, post-test and evaluation. For personal growth the
 * content alone; nobody on their own way is made to sit a clinicians' test.
 */
export const completionBlockers = (standing: Standing): Blocker[] => [
  ...contentBlockers(standing),
  ...(standing.purpose === 'CREDIT' ? testBlockers(standing) : []),
  ...(standing.purpose === 'CREDIT' && standing.evaluatedAt === null
    ? [{ code: 'EVALUATION_MISSING' as const, message: 'The evaluation has not been filled in.' }]
    : []),
];

/** The gate: everything between a learner and the certificate. Empty means that the claim will be granted. */
export const blockers = (standing: Standing): Blocker[] => [
  ...completionBlockers(standing),
  ...(standing.purpose === 'CREDIT' && standing.attestedAt === null
    ? [{ code: 'ATTESTATION_MISSING' as const, message: 'The attestation has not been signed.' }]
    : []),
  ...(standing.legalName === null
    ? [
        {
          code: 'NAME_UNCONFIRMED' as const,
          message: 'Your profile has no legal name to print. Set it with `updateProfile`.',
        },
      ]
    : []),
];

/** Where to go on: the unfinished module last worked on, else the first unfinished one, else none. */
export const nextModule = (modules: ModuleStanding[]): ModuleStanding | null => {
  const open = modules.filter((module) => module.completedAt === null);
  const touched = open
    .filter((module) => module.lastActiveAt !== null)
    .sort((a, b) => Date.parse(b.lastActiveAt ?? '') - Date.parse(a.lastActiveAt ?? ''));
  return touched[0] ?? open.sort((a, b) => a.position - b.position)[0] ?? null;
};

export type Progress = {
  modulesCompleted: number;
  modulesTotal: number;
  percent: number;
  secondsCounted: number;
  secondsRequired: number;
};

/** How far a round is; percent is of modules completed, rounded down, so that 100 means all. */
export const progressOf = ({ modules, studyTimeWaived }: Pick<Standing, 'modules' | 'studyTimeWaived'>): Progress => {
  const modulesCompleted = modules.filter((module) => module.completedAt !== null).length;
  return {
    modulesCompleted,
    modulesTotal: modules.length,
    percent: modules.length === 0 ? 100 : Math.floor((100 * modulesCompleted) / modules.length),
    secondsCounted: modules.reduce((sum, module) => sum + secondsCounted(module), 0),
    secondsRequired: modules.reduce((sum, module) => sum + secondsRequired(module, studyTimeWaived), 0),
  };
};

/** The statement a learner signs before claiming credit. A new wording gets a new version. */
export const ATTESTATION = {
  version: '1',
  text: 'I am the person named here. I read the modules, answered the questions and filled in the evaluation myself, and the time recorded is time I spent on this course.',
} as const;

/** Whether the name typed is the one in the profile: the same characters, spaces and case aside. */
export const namesAgree = (typed: string, legalName: string | null): boolean =>
  legalName !== null && foldName(typed) === foldName(legalName);

const foldName = (name: string) => name.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();
