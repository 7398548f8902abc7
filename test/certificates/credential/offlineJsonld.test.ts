import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const root = new URL('../../../', import.meta.url);

/** In a process of its own, because Jest has its own loader of modules. */
const PROGRAM = `
await import('./certificates/press.ts');
const { canonicalQuads } = await import('./certificates/credential/canonize.ts');
const { CREDENTIAL_CONTEXTS } = await import('./certificates/credential/contexts.ts');
const stated = { '@context': CREDENTIAL_CONTEXTS, id: 'urn:uuid:00000000-0000-4000-8000-000000000000', name: 'a name' };
const quads = await canonicalQuads(stated);
const elsewhere = await canonicalQuads({ ...stated, '@context': ['https://example.org/c'] }).catch(({ name }) => name);
const { createRequire } = await import('node:module');
const files = Object.keys(createRequire(import.meta.url).cache);
console.log(JSON.stringify({ quads, elsewhere, files }));
`;

test('the press canonizes without loading an HTTP client', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', PROGRAM], {
    cwd: root,
  });
  const { quads, elsewhere, files } = JSON.parse(stdout);
  expect(quads).toContain('"a name"');
  expect(elsewhere).toBe('jsonld.InvalidUrl');
  expect(files.filter((file: string) => file.includes('/jsonld/lib/'))).not.toEqual([]);
  expect(files.filter((file: string) => /undici|http-client/.test(file))).toEqual([]);
});
