import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eq } from 'drizzle-orm';
import { connect, type Database, type Pool } from '../../drizzle/client.ts';
import { openVault, type Vault } from '../../drizzle/encryption.ts';
import type { CourseId, EnrollmentId, ModuleId, UserId } from '../../drizzle/ids.ts';
import { profiles, users } from '../../drizzle/schema.ts';
import type { Purpose } from '../../drizzle/tables/enrollments.ts';
import { currentDisclosures } from '../../schema/accreditation/queries/disclosures.ts';
import { systemAct, userAct } from '../../schema/act.ts';
import { importCourse } from '../../schema/courses/operations/importCourse.ts';
import { beatStudy } from '../../schema/enrollments/operations/beatStudy.ts';
import { completeModule } from '../../schema/enrollments/operations/completeModule.ts';
import { enroll } from '../../schema/enrollments/operations/enroll.ts';
import { recordCheckPassed } from '../../schema/enrollments/operations/milestones.ts';
import { startStudy } from '../../schema/enrollments/operations/startStudy.ts';
import { standingOf } from '../../schema/enrollments/queries.ts';
import type { Issuer } from '../../schema/issuance/rules/issuer.ts';
import { importOrganization } from '../../schema/organizations/operations/importOrganization.ts';
import { readCourseFolder, readOrganizationFile } from '../../server/content/content.ts';
import { createTestDatabase } from './database.ts';
import { createTestIssuer } from './issuer.ts';

const CONTENT = fileURLToPath(new URL('../../content/', import.meta.url));

export type World = {
  pool: Pool;
  db: Database;
  vault: Vault;
  issuer: Issuer;
  courseId: CourseId;
  ownerUrl: string;
  /** The text of every statement sent on this world's pool. */
  sent: ReadonlySet<string>;
  /** How many statements a call sends on this world's pool. */
  countStatements(act: () => Promise<unknown>): Promise<number>;
  /** Notes a module's check as passed, as the quizzes do. */
  passCheck(enrollmentId: EnrollmentId, moduleId: ModuleId, now: Date): Promise<void>;
  close(): Promise<void>;
};

type Options = {
  max?: number;
  /** The time limit of the post-test; the course has none. */
  timeLimitMinutes?: number;
};

/** A fresh migrated database with the real course in it, as the application's role sees it. */
export const openWorld = async (options: Options = {}): Promise<World> => {
  const database = await createTestDatabase();
  let statements = 0;
  const sent = new Set<string>();
  const count = (text: string) => {
    statements += 1;
    sent.add(text);
  };
  const pool = connect(database.appUrl, { max: options.max ?? 10, onStatement: count });
  const now = new Date('2026-11-22T00:00:00Z');
  const organization = await readOrganizationFile(join(CONTENT, 'organizations/sample-institute.yaml'));
  await importOrganization(pool.db, systemAct(now), { organization });
  const parsed = await readCourseFolder(join(CONTENT, 'better-after-betrayal'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults).slice(0, 2000));
  const { timeLimitMinutes } = options;
  const course = parsed.package;
  const quizzes = course.quizzes.map((quiz) =>
    quiz.kind === 'POST_TEST' && timeLimitMinutes !== undefined ? { ...quiz, timeLimitMinutes } : quiz,
  );
  const { courseId } = await importCourse(pool.db, systemAct(now), { package: { ...course, quizzes } });
  return {
    pool,
    db: pool.db,
    ownerUrl: database.ownerUrl,
    sent,
    vault: openVault('a test secret of at least thirty-two characters'),
    issuer: await createTestIssuer(),
    courseId,
    countStatements: async (act) => {
      await act();
      statements = 0;
      await act();
      return statements;
    },
    passCheck: (enrollmentId, moduleId, now) => recordCheckPassed(pool.db, { now }, { enrollmentId, moduleId }),
    close: async () => {
      await pool.close();
      await database.drop();
    },
  };
};

let people = 0;

/** A person who can enroll; with the legal name, if one is given. */
export const newLearner = async (db: Database, legalName?: string): Promise<UserId> => {
  people += 1;
  const [user] = await db
    .insert(users)
    .values({ email: `learner${people}@example.org`, emailVerified: true })
    .returning();
  if (user === undefined) throw new Error('no user was inserted');
  if (legalName !== undefined) await db.insert(profiles).values({ userId: user.id, legalName });
  return user.id;
};

/** Enrolls a person in the current course, after accepting the current disclosures. */
export const enrolled = async (
  { db, courseId }: World,
  userId: UserId,
  { purpose = 'CREDIT', now = new Date('2026-11-22T00:00:00Z') }: { purpose?: Purpose; now?: Date } = {},
): Promise<EnrollmentId> => {
  const disclosures = await currentDisclosures(db, courseId, now);
  const acceptedDisclosuresHash = disclosures?.hash ?? '';
  const row = await enroll(db, userAct(userId, now), { courseId, purpose, acceptedDisclosuresHash, adult: true });
  return row.id;
};

/** Reads a module to its end for as long as it asks, beat by beat; answers the moment it stopped. */
export const studyModule = async (
  db: Database,
  userId: UserId,
  enrollmentId: EnrollmentId,
  moduleId: ModuleId,
  from: Date,
): Promise<Date> => {
  const standing = await standingOf(db, enrollmentId);
  const seconds = standing.modules.find((module) => module.moduleId === moduleId)?.minSeconds ?? 0;
  let now = from;
  const facts = { userId, enrollmentId, moduleId };
  const { sessionId } = await startStudy(db, userAct(facts.userId, now), { ...facts, position: 0, speed: 1 });
  for (let left = seconds; left > 0; left -= 60) {
    now = new Date(now.getTime() + Math.min(left, 60) * 1000);
    await beatStudy(db, userAct(facts.userId, now), { ...facts, sessionId, position: 500, stop: false });
  }
  await beatStudy(db, userAct(facts.userId, now), { ...facts, sessionId, position: 1000, stop: true });
  return now;
};

/** Studies and completes every module, their checks noted as passed; answers the moment it was done. */
export const completeContent = async (
  db: Database,
  userId: UserId,
  enrollmentId: EnrollmentId,
  from: Date,
): Promise<Date> => {
  let now = from;
  for (const { moduleId } of (await standingOf(db, enrollmentId)).modules) {
    now = await studyModule(db, userId, enrollmentId, moduleId, now);
    await recordCheckPassed(db, { now }, { enrollmentId, moduleId });
    await completeModule(db, userAct(userId, now), { enrollmentId, moduleId });
  }
  return now;
};

export const emailOf = async (db: Database, userId: UserId) =>
  (await db.select({ email: users.email }).from(users).where(eq(users.id, userId)))[0]?.email;

/** Someone with a name who is enrolled for credit, and the modules in order. */
export const newReader = async (world: World) => {
  const userId = await newLearner(world.db, 'Li Wu');
  const enrollmentId = await enrolled(world, userId);
  const modules = (await standingOf(world.db, enrollmentId)).modules.map(({ moduleId }) => moduleId);
  return { userId, enrollmentId, modules, moduleId: modules[0] as ModuleId };
};
