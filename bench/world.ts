import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect } from '../drizzle/client.ts';
import { currentDisclosures } from '../schema/accreditation/queries/disclosures.ts';
import { systemAct } from '../schema/act.ts';
import { importCourse } from '../schema/courses/operations/importCourse.ts';
import { FaultsError } from '../schema/edited/faults.ts';
import { importOrganization } from '../schema/organizations/operations/importOrganization.ts';
import { readCourseFolder, readOrganizationFile } from '../server/content/content.ts';
import { type Cores, pin } from './cores.ts';
import { type BenchDatabase, onBenchDatabase } from './database.ts';
import { type Learner, makeLearners, type PublishedVersion } from './learners.ts';
import { treeCpuSeconds } from './processCpu.ts';
import { COMPUTED_SQL } from './servers/computedSql.ts';
import { VIEWS_SQL } from './servers/viewsSql.ts';

const CONTENT = fileURLToPath(new URL('../content/', import.meta.url));
const COURSES = 6;
const VERSIONS = 3;

/** A throw-away database with courses, learners, sessions and standing. */
export type World = BenchDatabase & {
  sessionSecret: string;
  learners: Learner[];
  /** Of PostgreSQL. */
  version: string;
  /** CPU seconds of PostgreSQL and all its backends so far; null where /proc does not tell. */
  databaseCpu(): number | null;
};

export const openWorld = async (cores: Cores, log: (line: string) => void): Promise<World> => {
  return onBenchDatabase({ log, owner: { max: 2 } }, async ({ owner, appUrl, postmaster }) => {
    // Connections that are forked later stay on these cores too.
    if (cores && postmaster) pin(postmaster, cores.database);
    const published = await publishCourses(appUrl);
    const sessionSecret = randomBytes(32).toString('base64url');
    const learners = await makeLearners(owner, published, sessionSecret);
    await owner.unsafe(VIEWS_SQL);
    await owner.unsafe(COMPUTED_SQL);
    await owner`vacuum analyze`;
    const [{ version = '' } = {}] = await owner<
      { version: string }[]
    >`select current_setting('server_version') as version`;
    const databaseCpu = () => (postmaster && existsSync('/proc/self/stat') ? treeCpuSeconds(postmaster) : null);
    return { sessionSecret, learners, version, databaseCpu };
  });
};

/** The real course, and copies of it under other names, each in several versions. */
export const publishCourses = async (appUrl: string): Promise<PublishedVersion[]> => {
  const pool = connect(appUrl, { max: 1 });
  try {
    const now = new Date();
    const organization = await readOrganizationFile(join(CONTENT, 'organizations/sample-institute.yaml'));
    await importOrganization(pool.db, systemAct(now), { organization });
    const parsed = await readCourseFolder(join(CONTENT, 'better-after-betrayal'));
    if (!parsed.ok) throw new FaultsError(parsed.faults);
    const published: PublishedVersion[] = [];
    for (let copy = 0; copy < COURSES * VERSIONS; copy++) {
      const [course, version] = [Math.floor(copy / VERSIONS) + 1, (copy % VERSIONS) + 1];
      const facts = parsed.package.course;
      const named = { ...facts, version: `${version}.0`, ...(course === 1 ? {} : { slug: `${facts.slug}-${course}` }) };
      const { courseId, versionId } = await importCourse(pool.db, systemAct(now), {
        package: { ...parsed.package, course: named },
      });
      const disclosures = await currentDisclosures(pool.db, courseId, now);
      if (disclosures === null) throw new Error('a published course has no disclosures');
      published.push({ courseId, versionId, disclosuresHash: disclosures.hash });
    }
    return published;
  } finally {
    await pool.close();
  }
};
