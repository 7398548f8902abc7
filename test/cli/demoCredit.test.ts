import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createClient } from '../../cli/demo/client.ts';
import { claimOffers } from '../../cli/demo/credit.ts';
import { issued } from '../../cli/demo/download.ts';
import { addLicenses, seeOffers } from '../../cli/demo/licenses.ts';
import { offerSpecimens } from '../../cli/demo/specimens.ts';
import { loadBodies } from '../../schema/accreditation/operations/loadBodies.ts';
import { sampleApproval } from '../../schema/accreditation/operations/sampleApproval.ts';
import { operatorAct, systemAct } from '../../schema/act.ts';
import { readPdf, textOf } from '../support/certificates/readPdf.ts';
import { accreditors, boards } from '../support/contentBodies.ts';
import { CREDIT_NAME, finishedBy } from '../support/creditHolder.ts';
import { member } from '../support/issued.ts';
import { globalId } from '../support/quizPages.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { addSitting } from '../support/sittings.ts';
import { emailOf, newLearner } from '../support/world.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  await loadBodies(service.world.db, systemAct(service.clock()), { accreditors, boards });
});
afterAll(() => service.stop());

const ORGANIZATION = 'sample-institute';
const slug = 'better-after-betrayal';
const HOURS = 3_600_000;

const clientOf = async (email: string) => {
  const client = createClient(service.url, () => {});
  const { authorization } = await service.person(email);
  client.setToken(authorization.replace('Bearer ', ''));
  return client;
};

/** Does what the operator's commands do, in this process. */
const operate = async (line: string[]): Promise<string> => {
  const [command, verb, accreditor = ''] = line;
  if (command !== 'approval' || verb !== 'sample') return '';
  const sample = { accreditor, organizationSlug: ORGANIZATION, courseSlug: null, production: false };
  return (await sampleApproval(service.world.db, operatorAct(service.clock()), sample)).number;
};

test('the demo leaves two certificates of bodies, the log and the transcripts, all of them specimens', async () => {
  const { world } = service;
  const owner = (await emailOf(world.db, await member(world, 'OWNER'))) ?? '';
  await offerSpecimens(await clientOf(owner), owner, { slug, organization: ORGANIZATION, operate });
  const who = await finishedBy(world, await newLearner(world.db, CREDIT_NAME), { enrolledAt: service.clock() });
  await addSitting(world, { ...who, at: who.now });
  service.pass(6 * HOURS);
  const learner = await clientOf((await emailOf(world.db, who.userId)) ?? '');
  const all = await addLicenses(learner, CREDIT_NAME);
  const earnable = await seeOffers(learner, slug, all);
  const claim = { enrollmentId: globalId('Enrollment', who.enrollmentId), printedName: CREDIT_NAME };
  const { certificate } = await learner.run('ClaimCredit', { input: claim });
  if (certificate === undefined) throw new Error('no certificate was claimed');
  const plain = await issued(learner, certificate);
  const { files, told } = await claimOffers(learner, { ...claim, earnable, all }, plain);
  expect(told.filter((line) => line.startsWith('No credit'))).toEqual([]);
  expect(files.map(({ name }) => name).sort()).toEqual(
    [
      ...['ca-lmft.json', 'ca-lmft.pdf', 'ny-lcsw.json', 'ny-lcsw.pdf', 'nzac.json', 'nzac.pdf', 'transcript.csv'],
      ...['transcript.pdf', 'transcript-ny-lcsw.csv', 'transcript-ny-lcsw.pdf'],
      ...['transcript-nzac.csv', 'transcript-nzac.pdf'],
    ].sort(),
  );
  const bytesOf = (name: string) => files.find((file) => file.name === name)?.bytes ?? Buffer.alloc(0);
  for (const [name, amount, earned] of [
    ['ca-lmft', '1 hour of continuing education', 1],
    ['ny-lcsw', '1.25 contact hours', 1.25],
  ] as const) {
    const text = textOf(readPdf(bytesOf(`${name}.pdf`)));
    for (const said of [amount, 'Specimen: no such approval exists.', 'license number']) expect(text).toContain(said);
    expect(text).not.toMatch(/\bCEUs?\b/);
    const { credentialSubject } = JSON.parse(bytesOf(`${name}.json`).toString());
    expect(credentialSubject).toMatchObject({
      creditsEarned: earned,
      achievement: { achievementType: 'ext:Specimen' },
    });
  }
  expect(bytesOf('nzac.pdf').equals(plain.pdf)).toBe(true);
  for (const name of ['transcript', 'transcript-ny-lcsw'])
    expect(textOf(readPdf(bytesOf(`${name}.pdf`)))).toContain('Specimen, never counts');
});
