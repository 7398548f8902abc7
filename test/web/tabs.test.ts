import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { changedBy, shows } from '../../web/rules.ts';

const sent = (name: string, variables: Record<string, unknown>) => ({ name, variables });
const input = { enrollmentId: 'round', typedName: 'Ada Example', answers: [{ questionId: 'question' }] };

test('other tabs hear ids of what was changed, and no other word of it', () => {
  const answer = { signAttestation: { enrollment: { __typename: 'Enrollment', id: 'round', title: 'A course' } } };
  expect(changedBy(sent('SignAttestation', { input }), answer)).toEqual(['round', 'question']);
});

test('a query, a refusal, a beat and private writing change nothing for other tabs', () => {
  const done = { act: { enrollment: { id: 'round' } } };
  expect(changedBy(sent('Learn', {}), done)).toEqual([]);
  expect(changedBy(sent('RecordActivity', { input }), done)).toEqual([]);
  expect(changedBy(sent('KeepReflection', { input }), done)).toEqual([]);
  expect(changedBy(sent('SignAttestation', { input }), { act: { code: 'BLOCKED', message: 'Not yet.' } })).toEqual([]);
  expect(changedBy(sent('SignAttestation', { input }), { act: null })).toEqual([]);
});

test('a page shows what it holds by its whole id', () => {
  const data = { node: { id: 'round-1', quizzes: [{ quizId: 'quiz' }] } };
  expect(shows(data, ['other', 'quiz'])).toBe(true);
  expect(shows(data, ['round'])).toBe(false);
  expect(shows(null, ['round'])).toBe(false);
});

test('a document of the pages has an input when it changes something, and only then', async () => {
  const documents = JSON.parse(await readFile('web/graphql/documents.json', 'utf8')) as Record<string, string>;
  for (const text of Object.values(documents)) {
    const [head = ''] = text.split('{');
    expect([head, head.includes('$input')]).toEqual([head, head.startsWith('mutation')]);
  }
});
