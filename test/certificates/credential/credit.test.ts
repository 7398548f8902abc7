import { expect, test } from '@jest/globals';
import { sampleCredential, sampleCredits } from '../../support/certificates/credentialSamples.ts';

test('what an accreditor grants is a result beside the hours, in its own unit, and the number of credits is of that unit', () => {
  expect(sampleCredential({ credits: [] })).toEqual(sampleCredential());
  const [credit] = sampleCredits();
  const { description, issuer, credentialSubject: subject } = sampleCredential({ credits: [credit] });
  expect(issuer.otherIdentifier).toEqual([
    { type: 'IdentifierEntry', identifier: '1234', identifierType: 'ext:ProviderNumber.board-of-examples' },
  ]);
  expect(description).toContain('1.75 contact hours (Board of Examples (Sampleland)); 1.5 hours of study');
  const { id, alignment, criteria, resultDescription = [], creditsAvailable } = subject.achievement;
  expect(id).not.toBe(sampleCredential().credentialSubject.achievement.id);
  expect(alignment).toEqual([
    {
      type: ['Alignment'],
      targetName: credit.body,
      targetUrl: 'https://board.example.org/approvals/9',
      targetDescription: credit.statement,
    },
  ]);
  const said = resultDescription.map(({ id, name, resultType }) => [
    name,
    resultType,
    subject.result?.find((result) => result.resultDescription === id)?.value,
  ]);
  expect(said.toSorted()).toEqual([
    ['Hours of study (60 minutes)', 'ext:HoursOfStudy', '1.5'],
    ['contact hours (Board of Examples (Sampleland))', 'ext:Credits.board-of-examples.CONTACT_HOUR', '1.75'],
  ]);
  expect([subject.creditsEarned, creditsAvailable]).toEqual([1.75, 1.75]);
  for (const part of [
    credit.statement,
    '1.25 contact hours, clinical',
    '0.50 contact hours, ethics',
    'Of these, 0.25 contact hours: telehealth',
    'Format: Home Study',
    'Date that counts: 22 November 2026, the day of completion',
  ])
    expect(criteria.narrative).toContain(part);
});

test('a body without a number gives none, and the period is said where the body demands it', () => {
  const { issuer, credentialSubject } = sampleCredential({
    credits: sampleCredits({ providerNumber: null, demands: ['APPROVAL_PERIOD'] }),
  });
  expect(issuer).not.toHaveProperty('otherIdentifier');
  expect(credentialSubject.achievement.criteria.narrative).toContain('Approved from 1 January 2026');
});

test('whoever taught or wrote the course did not complete it', () => {
  for (const [basis, done] of [
    ['INSTRUCTOR', 'Taught the course'],
    ['AUTHOR', 'Wrote the course'],
  ] as const)
    expect(sampleCredential({ credits: sampleCredits({ basis }) }).evidence[0]?.narrative).toContain(done);
});

test('no license stands in a credential', () => {
  const licenses = [{ profession: 'Psychologist', jurisdiction: 'New York', number: '012345-67' }];
  const text = JSON.stringify(sampleCredential({ credits: sampleCredits(), licenses }));
  expect(text).toBe(JSON.stringify(sampleCredential({ credits: sampleCredits() })));
});

test('study for personal growth is granted no credits', () => {
  const credits = sampleCredits();
  expect(sampleCredential({ purpose: 'PERSONAL', credits })).toEqual(sampleCredential({ purpose: 'PERSONAL' }));
});

test('the specimen of an award shows the amount of its paper, and says that no such approval exists', () => {
  const [sample] = sampleCredits({ providerNumber: 'SPECIMEN-BOARD' });
  const credit = { ...sample, approval: { ...sample.approval, specimen: true } };
  const real = sampleCredential({ credits: sampleCredits() }).credentialSubject;
  const {
    name,
    description,
    issuer,
    credentialSubject: subject,
  } = sampleCredential({ specimen: true, credits: [credit] });
  const { creditsEarned, result, achievement } = subject;
  expect([creditsEarned, achievement.creditsAvailable, result]).toEqual([1.75, 1.75, real.result]);
  expect(description).toContain('1.75 contact hours (Board of Examples (Sampleland))');
  expect(issuer.otherIdentifier).toMatchObject([{ identifier: 'SPECIMEN-BOARD' }]);
  expect([name, achievement.achievementType]).toEqual(['SPECIMEN: Better After Betrayal', 'ext:Specimen']);
  const warning = `Specimen: no such approval exists. ${credit.statement}`;
  expect(achievement.alignment).toMatchObject([{ targetDescription: warning }]);
  expect(achievement.criteria.narrative).toContain(warning);
  expect(sampleCredential({ specimen: true }).credentialSubject).not.toHaveProperty('creditsEarned');
});
