import type { Database } from '../../../drizzle/client.ts';
import type { CourseId, CourseVersionId, ModuleId, UserId } from '../../../drizzle/ids.ts';
import { instantOf } from '../../../drizzle/statement.ts';
import { type Progress, progressOf } from '../rules/progress.ts';
import type { ModuleStanding, Signature, Standing } from '../rules/standing.ts';
import { type HistoryInJson, historyOf, type InJson } from './attemptHistory.ts';
import type { Teaching } from './teachings.ts';
import type { Place } from './trainings.ts';
import { type PublishedModule, type PublishedVersion, publishedVersions } from './versions.ts';

/**
 * One enrollment with everything that its page, its progress and its gate need: one row of one statement, and what its version
 * says, which is remembered.
 */
export type EnrollmentRow = Omit<Standing, 'modules'> & {
  userId: UserId;
  courseId: CourseId;
  versionId: CourseVersionId;
  courseSlug: string;
  courseTitle: string;
  courseLanguage: string;
  courseVersion: string;
  studyHundredths: number;
  round: number;
  specimen: boolean;
  enrolledAt: Date;
  disclosuresHash: string;
  disclosuresAcceptedAt: Date;
  startedAt: Date | null;
  contentDoneAt: Date | null;
  attestedAt: Date | null;
  completedAt: Date | null;
  claimedAt: Date | null;
  withdrawnAt: Date | null;
  certificateNumber: string | null;
  progress: Progress;
  /** Null in a page when the certificate was claimed: every module is complete then. `ownStandings` reads them. */
  modules: ModuleStanding[] | null;
};

/** An enrollment with the standing of every module, as the gate looks at it. */
export type WholeRow = EnrollmentRow & Standing;

/** Whether a row has what the gate looks at. Every open enrollment has. */
export function isWhole(row: EnrollmentRow): row is WholeRow {
  return row.modules !== null;
}

type Text = string | null;
/** Module, milliseconds counted, furthest position, and when it was last studied, its check passed, itself completed. */
type Studied = [id: ModuleId, millis: number, furthest: number, lastActive: string, checkPassed: Text, completed: Text];

type FromVersion =
  | 'courseTitle'
  | 'courseLanguage'
  | 'courseVersion'
  | 'studyHundredths'
  | 'progress'
  | 'modules'
  | 'postTest'
  | 'signature'
  | 'training'
  | 'teaching';

/** A row of an enrollment as the statements give it: its progress, and nothing that its version says. */
export type RowAsRead = Omit<EnrollmentRow, FromVersion> & {
  /** The modules that were opened; null when `counted` stands for them. */
  studied: Studied[] | null;
  /** After the claim: the milliseconds counted in every module, in the order of their ids. */
  counted: number[] | null;
  /** Of the post-test. */
  history: HistoryInJson | null;
  signed: InJson<Signature> | null;
  training: Place | null;
  teaching: Teaching | null;
};

/** The same with its training as it was attended, or taught. */
type RowWithTraining = Omit<RowAsRead, 'training' | 'teaching'> & Pick<EnrollmentRow, 'training' | 'teaching'>;

/** Joins rows with what their versions say. */
export async function withVersions(db: Database, rows: readonly RowWithTraining[]): Promise<EnrollmentRow[]> {
  const versions = await publishedVersions(
    db,
    rows.map((row) => row.versionId),
  );
  return rows.map((row) => {
    const version = versions.get(row.versionId);
    if (version === undefined) throw new Error('no row for the version of an enrollment');
    return joinedWith(version, row);
  });
}

/** Adds to the row itself: a copy of its thirty fields takes longer than everything else here. */
function joinedWith(version: PublishedVersion, row: RowWithTraining): EnrollmentRow {
  const { studied, counted, history, signed, studyTimeWaived } = row;
  const modules = studied && standings(version.modules, studied);
  return Object.assign(row, {
    courseTitle: version.title,
    courseLanguage: version.language,
    courseVersion: version.label,
    studyHundredths: version.studyHundredths,
    modules,
    progress: progressOf({ modules: modules ?? finished(version, row.claimedAt, counted ?? []), studyTimeWaived }),
    signature: signed && { ...signed, signedAt: new Date(signed.signedAt) },
    postTest: history && version.postTest && { ...version.postTest, ...historyOf(history) },
    ...READ,
  });
}

/** Nothing keeps what was read. */
const READ = { studied: undefined, counted: undefined, history: undefined, signed: undefined };

function standings(modules: readonly PublishedModule[], studied: readonly Studied[]): ModuleStanding[] {
  const byModule = new Map(studied.map((one) => [one[0], one]));
  return modules.map((module) => {
    const [, countedMillis, furthestPermille, lastActive, checkPassed, completed] =
      byModule.get(module.moduleId) ?? UNOPENED;
    return {
      ...module,
      countedMillis,
      furthestPermille,
      lastActiveAt: instantOf(lastActive),
      checkPassedAt: instantOf(checkPassed),
      completedAt: instantOf(completed),
    };
  });
}

const UNOPENED = [null, 0, 0, null, null, null] as const;

/** The gate lets no enrollment through to a claim before every module is complete. */
function finished({ modulesById }: PublishedVersion, claimedAt: Date | null, counted: readonly number[]) {
  return modulesById.map(({ minSeconds }, at) => ({
    minSeconds,
    countedMillis: counted[at] ?? 0,
    completedAt: claimedAt,
  }));
}
