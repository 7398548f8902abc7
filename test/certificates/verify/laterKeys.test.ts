import { expect, test } from '@jest/globals';
import { examineFile } from '../../../certificates/verify/examineFile.ts';
import { stepOf } from '../../../certificates/verify/report.ts';
import { HELD_DID, holdFiles } from '../../support/certificates/heldFiles.ts';

const now = new Date('2026-12-01T00:00:00Z');

test('keys saved before a rotation do not call a later file forged: they cannot know it', async () => {
  const held = await holdFiles();
  const did = HELD_DID;
  const without = (...uses: string[]) => held.keys.filter(({ use }) => !uses.includes(use));
  const oneKeyLater = await examineFile(held.pdf, { keys: without('PROOF'), did, now });
  expect(oneKeyLater.overall).toBe('NOT_PROVEN');
  expect(stepOf(oneKeyLater, 'CREDENTIAL')).toMatchObject({
    outcome: 'FAILED',
    sentence: expect.stringContaining('did.json again'),
  });
  const allLater = await examineFile(held.pdf, { keys: [], did, now });
  expect(allLater.overall).toBe('NOT_PROVEN');
  expect((await examineFile(held.pdf, { keys: [], did: 'did:web:other.example.org', now })).overall).toBe('NOT_OURS');
});
