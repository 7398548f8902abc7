import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres, { type Sql } from 'postgres';
import { connect, migrate } from '../drizzle/client.ts';
import { importCourse } from '../schema/courses/operations.ts';
import { currentDisclosures } from '../schema/courses/queries.ts';
import { FaultsError } from '../schema/faults.ts';
import { importOrganization } from '../schema/organizations/operations.ts';
import { readCourseFolder, readOrganizationFile } from '../server/content.ts';
import { startThrowAwayPostgres } from '../server/postgres/start.ts';
import { VIEWS_SQL } from './servers/viewsSql.ts';
import { type Learner, makeLearners, type PublishedVersion } from './learners.ts';

const CONTENT = fileURLToPath(new URL('../content/', import.meta.url));
const COURSES = 6;
const VERSIONS = 3;

/** A throw-away database with courses, learners, sessions and standing. */
export type World = {
  ownerUrl: string;
  appUrl: string;
  owner: Sql;
  sessionSecret: string;
  learners: Learner[];
  close(): Promise<void>;
};

export const openWorld = async (log: (line: string) => void): Promise<World> => {
  const server = await startThrowAwayPostgres({ log });
  const owner = postgres(server.ownerUrl, { max: 2, onnotice: () => {} });
  const close = async () => {
    await owner.end({ timeout: 5 });
    await server.stop();
  };
  try {
    await migrate(server.ownerUrl, 'attune_app');
    const published = await publishCourses(server.appUrl);
    const sessionSecret = randomBytes(32).toString('base64url');
    const learners = await makeLearners(owner, published, sessionSecret);
    await owner.unsafe(VIEWS_SQL);
    await owner`vacuum analyze`;
    return { ...server, owner, sessionSecret, learners, close };
  } catch (error) {
    await close();
    throw error;
  }
};

/** The real course, and copies of it under other names, each in several versions. */
const publishCourses = async (appUrl: string): Promise<PublishedVersion[]> => {
  const pool = connect(appUrl, { max: 1 });
  try {
    const now = new Date();
    const organization = await readOrganizationFile(join(CONTENT, 'organizations/sample-institute.yaml'));
    await importOrganization(pool.db, { organization, now });
    const parsed = await readCourseFolder(join(CONTENT, 'better-after-betrayal'));
    if (!parsed.ok) throw new FaultsError(parsed.faults);
    const published: PublishedVersion[] = [];
    for (let copy = 0; copy < COURSES * VERSIONS; copy++) {
      const [course, version] = [Math.floor(copy / VERSIONS) + 1, (copy % VERSIONS) + 1];
      const facts = parsed.package.course;
      const named = { ...facts, version: `${version}.0`, ...(course === 1 ? {} : { slug: `${facts.slug}-${course}` }) };
      const { courseId, versionId } = await importCourse(pool.db, { package: { ...parsed.package, course: named }, now });
      const disclosures = await currentDisclosures(pool.db, courseId);
      if (disclosures === null) throw new Error('a published course has no disclosures');
      published.push({ courseId, versionId, disclosuresHash: disclosures.hash });
    }
    return published;
  } finally {
    await pool.close();
  }
};
