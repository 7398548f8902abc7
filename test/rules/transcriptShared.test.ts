import { expect, test } from '@jest/globals';
import { sharedTranscript } from '../../schema/credits/rules/sharedTranscript.ts';
import type { CompletionFacts } from '../../schema/credits/rules/transcriptFacts.ts';
import { sharedTranscriptPage } from '../../server/documents/sharedTranscriptPage.ts';
import { awardOf, completionOf, licenseOf, lineOf } from '../support/transcriptFacts.ts';
import { of, unitOf } from '../support/transcriptsOf.ts';

const pageOf = (completions: CompletionFacts[], license = licenseOf()) => {
  const enrollmentIds = completions.map(({ enrollmentId }) => enrollmentId);
  const opened = { ticked: { awardIds: [], enrollmentIds }, learnerName: 'Robin Example', expiresOn: '2027-01-31' };
  const shared = sharedTranscript(of(completions, { license }), opened);
  return { shared, page: sharedTranscriptPage(shared) };
};

test('one unit is one, and the body stands beside it once', () => {
  const { page } = pageOf([completionOf(1, { awards: [awardOf(1, { ...unitOf('camft'), body: 'CAMFT' })] })]);
  expect(page).toContain('<dd>1.00 hour of continuing education, CAMFT</dd>');
  expect(page).toContain('<dt>Counted</dt><dd>1.00 hour of continuing education</dd>');
  expect(page.match(/CAMFT/g)).toHaveLength(1);
});

test('of several credits it says by which the completion counts', () => {
  const awards = [awardOf(1, unitOf('camft')), awardOf(2, { ...unitOf('apa'), body: 'APA' })];
  const { page } = pageOf([completionOf(1, { awards })]);
  expect(page).toContain('<dd>1.00 CE credit, APA</dd>');
  expect(page).toContain('<dd>1.00 hour of continuing education. Counts by CAMFT</dd>');
});

test('what is beyond the limit of self-study is told', () => {
  const lines = [lineOf(900, { format: 'SELF_PACED_READING' })];
  const done = [1, 2].map((n) => completionOf(n, { awards: [awardOf(n, { ...unitOf('nysed-social-work'), lines })] }));
  const { page, shared } = pageOf(done, licenseOf({ profession: 'lcsw', jurisdiction: 'US-NY' }));
  expect(shared.totalWords).toBe('12.00 contact hours');
  expect(page).toContain('<dd>3.00 contact hours; the rest is beyond the limit of self-study</dd>');
});

test('what only the board can decide is outside the total', () => {
  const { page } = pageOf([completionOf(1, { awards: [awardOf(1, { ...unitOf('nasw'), body: 'NASW' })] })]);
  expect(page).toMatch(/<dt>How it stands<\/dt><dd>Ask your board\..*<dt>Counted<\/dt><dd>Outside the total<\/dd>/s);
});
