import '../server/node24.js';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { CoursePackage } from '../schema/courses/rules/package/canonical.ts';
import { readCourseFolder } from '../server/content/content.ts';
import { CONTENT } from '../server/service.ts';
import { type Client, createClient, JourneyFailed, type Step } from './demo/client.ts';
import { factsOf } from './demo/facts.ts';
import { playIntensive } from './demo/intensive.ts';
import { travel } from './demo/journey.ts';
import { withLiveCourse } from './demo/liveCourse.ts';
import { type DemoServer, startDemoServer } from './demo/server.ts';
import { signIn } from './demo/signIn.ts';
import { offerSpecimens } from './demo/specimens.ts';
import { playTwoDays } from './demo/twoDays.ts';

const USAGE = 'npm run demo -- [--url URL --token TOKEN] --out DIR';
const COURSE = join(CONTENT, 'better-after-betrayal');
const OWNER = 'olive@example.org';
const LEARNERS_ADDRESS = 'robin@example.org';
const LEARNER = { legalName: 'Robin Example', country: 'NZ', timeZone: 'Pacific/Auckland' };

/**
 * Plays the journey and writes certificate.pdf, credential.json, credential.jwt, facts.json, transcript.json and journey.json; and
 * in credit/ the certificates of accrediting bodies and the transcripts of the learner's licenses; and in intensive/ the papers of
 * a day that was paid, moved and refunded in part, and of two days that the learner attended for credit.
 */
async function demo(out: string, given: { url: string; token: string } | null) {
  const steps: Step[] = [];
  const onStep = (step: Step) => {
    steps.push(step);
    // There are hundreds of beats and saved answers; journey.json lists them.
    if (!/BEAT|SaveQuizAnswer/.test(step.operation)) {
      console.log(`${String(step.milliseconds).padStart(6)} ms  ${step.operation.padEnd(72)} ${step.outcome}`);
    }
  };
  const parsed = await readCourseFolder(COURSE);
  if (!parsed.ok) throw new JourneyFailed('The course in content/ has faults; run `npm run attune -- course check`.');
  await mkdir(out, { recursive: true });
  const server = given === null ? await startDemoServer(parsed.package.course.organization) : null;
  try {
    const client = createClient(given?.url ?? server?.url ?? '', onStep);
    if (given !== null) client.setToken(given.token);
    if (server === null) console.log('The demo makes no approvals here; it uses the credit that this server offers.');
    const owner = server === null ? null : await offer(server, parsed.package, onStep);
    if (server !== null) await signIn(client, LEARNERS_ADDRESS, server.outbox);
    const { certificate, pdf, credential, token, credit, transcript } = await travel(client, parsed.package, LEARNER);
    await writeFile(join(out, 'certificate.pdf'), pdf);
    await writeFile(join(out, 'credential.json'), credential);
    await writeFile(join(out, 'credential.jwt'), token);
    await writeFile(join(out, 'facts.json'), `${JSON.stringify(factsOf(certificate), null, 2)}\n`);
    await writeFile(join(out, 'transcript.json'), `${JSON.stringify(transcript, null, 2)}\n`);
    await mkdir(join(out, 'credit'), { recursive: true });
    for (const { name, bytes } of credit.files) await writeFile(join(out, 'credit', name), bytes);
    const { organization } = parsed.package.course;
    const { legalName } = LEARNER;
    if (server !== null && owner !== null)
      await intensive(server, { owner, learner: client, organization, pack: parsed.package, legalName, steps, out });
    console.log(`\n${credit.told.join('\n')}`);
    console.log(`\nCertificate ${certificate.number} and the record of the journey are in ${out}`);
    if (server !== null)
      console.log('Its address leads to the demo’s own server, which ends now. A specimen proves nothing.');
  } finally {
    await writeFile(join(out, 'journey.json'), `${JSON.stringify(steps, null, 2)}\n`);
    await server?.stop();
  }
}

/** An owner offers credit under approvals that exist only on the demo's own server. */
async function offer(server: DemoServer, { course }: CoursePackage, onStep: (step: Step) => void) {
  const owner = createClient(server.url, onStep);
  await signIn(owner, OWNER, server.outbox);
  await offerSpecimens(owner, OWNER, { ...course, operate: server.operate });
  return owner;
}

type People = { owner: Client; learner: Client; organization: string; pack: CoursePackage; legalName: string };
type Intensive = People & { steps: readonly Step[]; out: string };

/** Live days of the same organization: their papers, and their steps alone. */
async function intensive(server: DemoServer, { steps, out, ...people }: Intensive) {
  const { standIn, operate, outbox } = server;
  if (standIn === null)
    return console.log('Without the tests there is no stand-in of Stripe; the paid day is left out.');
  const before = steps.length;
  await withLiveCourse(COURSE, (folder) => operate(['course', 'import', folder]));
  const paid = await playIntensive({ ...people, standIn });
  const signInAgain = async () => {
    await signIn(people.owner, OWNER, outbox);
    await signIn(people.learner, LEARNERS_ADDRESS, outbox);
  };
  const attended = await playTwoDays({ ...people, server, signInAgain });
  const folder = join(out, 'intensive');
  await mkdir(folder, { recursive: true });
  for (const { name, bytes } of [...paid, ...attended]) await writeFile(join(folder, name), bytes);
  await writeFile(join(folder, 'journey.json'), `${JSON.stringify(steps.slice(before), null, 2)}\n`);
}

const { values } = parseArgs({
  options: { out: { type: 'string' }, url: { type: 'string' }, token: { type: 'string' } },
  strict: false,
});
const [out, url, token] = [values.out, values.url, values.token].map((value) =>
  typeof value === 'string' ? value : null,
);
if (!out || (url === null) !== (token === null)) {
  console.error(`Usage: ${USAGE}`);
  process.exitCode = 2;
} else {
  await demo(out, url && token ? { url, token } : null).catch((error) => {
    console.error(error instanceof JourneyFailed ? `The journey ended early. ${error.message}` : error);
    process.exitCode = 1;
  });
}
