import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  checkCredential,
  type ProofFault,
  proveCredential,
  writeCredential,
} from '../../../certificates/credential/proof.ts';
import type { ProvenCredential } from '../../../certificates/credential/shape.ts';
import { checkToken, signToken } from '../../../certificates/credential/token.ts';
import type { PublicKey, Signer } from '../../../certificates/keys.ts';
import { AT, DID, PUBLIC_URL, sampleCredential, sampleCredits } from '../../support/certificates/credentialSamples.ts';
import { createTestSigner } from '../../support/keyring.ts';

let signer: Signer;
let keys: PublicKey[];
let proven: ProvenCredential;
let text: string;
beforeAll(async () => {
  signer = await createTestSigner('PROOF');
  keys = [signer.key, (await createTestSigner('PROOF')).key, (await createTestSigner('LOG')).key];
  const credits = sampleCredits({
    amountHundredths: 150,
    lines: [{ amountHundredths: 150, format: 'Home Study', category: null, session: null }],
  });
  proven = await proveCredential(sampleCredential({ credits }), signer, DID, AT);
  text = writeCredential(proven);
});

const replaced = (from: string | RegExp, to: string): string => {
  const changed = text.replace(from, () => to);
  expect(changed).not.toBe(text);
  return changed;
};
const because = async (given: string): Promise<ProofFault | 'OK'> => {
  const check = await checkCredential(given, keys);
  return check.ok ? 'OK' : check.because;
};

test('what was written is found intact, with its key and its issuer', async () => {
  const check = await checkCredential(text, keys);
  expect(check).toMatchObject({ ok: true, did: DID, rewritten: false, key: { id: signer.key.id } });
  expect(check.ok && check.credential).toEqual(proven);
});

test.each(['😀', '\u0001', '"'])('the longest facts of %j are said, proven and read again', async (letter) => {
  const long = (count: number) => letter.repeat(count);
  const longest = sampleCredential({
    objectives: Array(40).fill(long(300)),
    contributors: Array(60).fill({ role: long(80), name: long(120), credentials: long(300) }),
    statements: Array(12).fill(long(1000)),
  });
  const written = writeCredential(await proveCredential(longest, signer, DID, AT));
  expect(await checkCredential(written, keys)).toMatchObject({ ok: true, rewritten: false });
  const token = await createTestSigner('TOKEN');
  const signed = await signToken(longest, token, `${PUBLIC_URL}/keys/${token.key.id}`);
  expect(await checkToken(signed, [token.key])).toMatchObject({ ok: true });
});

test.each([
  ['spaces', () => JSON.stringify(JSON.parse(text), null, 1)],
  ['another order of members', () => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text)).reverse()))],
  ['another order in a set', swapped],
  ['an escape', () => replaced('Better After', '\\u0042etter After')],
  ['another writing of a number', () => replaced('"creditsEarned":1.5', '"creditsEarned":15e-1')],
  ['a line feed at the end', () => `${text}\n`],
])('%s leaves the content intact and is reported as rewritten', async (_what, change) => {
  expect(await checkCredential(change(), keys)).toMatchObject({ ok: true, rewritten: true });
});

function swapped(): string {
  const read = JSON.parse(text);
  read.credentialSubject.result.reverse();
  return JSON.stringify(read);
}

const edited = (edit: (read: ReturnType<typeof JSON.parse>) => void): string => {
  const read = JSON.parse(text);
  edit(read);
  return JSON.stringify(read);
};

test.each<[string, ProofFault, () => string]>([
  [
    'a member twice, the first of them false',
    'NOT_JSON',
    () => replaced('"name":"Better', '"name":"No","name":"Better'),
  ],
  ['a changed title', 'PROOF_BROKEN', () => replaced('Better After', 'Better before')],
  ['more credits', 'PROOF_BROKEN', () => replaced('"creditsEarned":1.5', '"creditsEarned":15')],
  ['a later proof', 'PROOF_BROKEN', () => replaced('"created":"2026', '"created":"2027')],
  ['another proof value', 'PROOF_BROKEN', () => edited((read) => (read.proof[0].proofValue = `z${'2'.repeat(87)}`))],
  ['an added end', 'PROOF_BROKEN', () => edited((read) => (read.validUntil = '2099-01-01T00:00:00Z'))],
  ['half of a number that JSON-LD would round', 'FORM_UNKNOWN', () => replaced(':1.5,', ':1.5000000000000002,')],
  ['a number as text', 'FORM_UNKNOWN', () => replaced('"creditsEarned":1.5', '"creditsEarned":"1.5E0"')],
  ['a text as JSON-LD value', 'FORM_UNKNOWN', () => replaced('"version":"1.2"', '"version":{"@value":"1.2"}')],
  ['one element for a list of one', 'FORM_UNKNOWN', () => replaced('["Evidence"]', '"Evidence"')],
  ['evidence twice', 'FORM_UNKNOWN', () => edited((read) => read.evidence.push(read.evidence[0]))],
  [
    'evidence split in two nodes of one id',
    'FORM_UNKNOWN',
    () => edited((read) => read.evidence.push({ ...read.evidence[0], name: 'Another name' })),
  ],
  [
    'two nodes that share an id',
    'FORM_UNKNOWN',
    () => edited((read) => (read.credentialSubject.achievement.criteria.id = read.evidence[0].id)),
  ],
  ['an unknown member', 'TERM_UNKNOWN', () => replaced('{"@context"', '{"honors":"yes","@context"')],
  ['a member that JSON-LD drops', 'TERM_UNKNOWN', () => replaced('"issuer":{', '"issuer":{"@ignored":"x",')],
  [
    'a term of the context in its full address',
    'TERM_UNKNOWN',
    () => replaced('"name":', '"https://schema.org/name":'),
  ],
  ['an inner context', 'TERM_UNKNOWN', () => replaced('"issuer":{', '"issuer":{"@context":{},')],
  ['an inner prototype', 'NOT_JSON', () => replaced('"issuer":{', '"issuer":{"__proto__":{"name":"x"},')],
  ['half of a character', 'NOT_JSON', () => replaced('Better', '\\ud800')],
  ['a second proof', 'NO_PROOF', () => edited((read) => read.proof.push(read.proof[0]))],
  ['a proof outside an array', 'NO_PROOF', () => edited((read) => (read.proof = read.proof[0]))],
  ['no proof', 'NO_PROOF', () => JSON.stringify(sampleCredential())],
  ['a context of somebody else', 'CONTEXT_UNKNOWN', () => replaced('context-3.0.3.json', 'context-3.0.2.json')],
  ['a context in place', 'CONTEXT_UNKNOWN', () => edited((read) => (read['@context'][2] = { name: 'urn:x' }))],
  ['contexts in another order', 'CONTEXT_UNKNOWN', () => edited((read) => read['@context'].reverse())],
  ['a key nobody knows', 'KEY_UNKNOWN', () => replaced(`#${signer.key.id}`, `#${'A'.repeat(43)}`)],
  ['another issuer for a known key', 'KEY_UNKNOWN', () => replaced(`${DID}#`, 'did:web:example.org#')],
  ['another known key', 'PROOF_BROKEN', () => replaced(signer.key.id, keys[1]?.id ?? '')],
  ['a key of another use', 'KEY_UNKNOWN', () => replaced(signer.key.id, keys[2]?.id ?? '')],
  ['a list', 'NOT_A_CREDENTIAL', () => '[]'],
  ['null', 'NOT_A_CREDENTIAL', () => 'null'],
  ['another type', 'NOT_A_CREDENTIAL', () => edited((read) => (read.type = ['VerifiablePresentation']))],
  ['nothing', 'NOT_JSON', () => ''],
  ['a byte order mark', 'NOT_JSON', () => `\ufeff${text}`],
  ['half of it', 'NOT_JSON', () => text.slice(0, text.length / 2)],
  ['a deep nest', 'NOT_JSON', () => '['.repeat(120_000) + ']'.repeat(120_000)],
  ['far too much', 'TOO_LARGE', () => ' '.repeat(1_100_000)],
  ['far too many bytes', 'TOO_LARGE', () => `"${'ä'.repeat(600_000)}"`],
])('%s is %s', async (_what, expected, change) => {
  expect(await because(change())).toBe(expected);
});

test('a member added to any node is found by its name', async () => {
  const openings = [...text.matchAll(/\{/g)].map(({ index }) => index + 1);
  expect(openings.length).toBeGreaterThan(12);
  for (const at of openings) {
    const check = await checkCredential(`${text.slice(0, at)}"unsigned":"x",${text.slice(at)}`, keys);
    expect(check).toMatchObject({ ok: false, because: 'TERM_UNKNOWN', detail: expect.stringContaining('unsigned') });
  }
});

test('every change of one character is found', async () => {
  const anywhere = fc.nat({ max: text.length - 1 });
  const letter = fc.oneof(
    fc.string({ minLength: 0, maxLength: 1, unit: 'binary' }),
    fc.constantFrom('0', ' ', '"', 'A'),
  );
  await fc.assert(
    fc.asyncProperty(anywhere, letter, async (at, put) => {
      fc.pre(put !== text[at]);
      const check = await checkCredential(text.slice(0, at) + put + text.slice(at + 1), keys);
      expect(check.ok && !check.rewritten).toBe(false);
    }),
    { numRuns: 700 },
  );
});

test('changes of case and lost characters are found all through the text', async () => {
  for (let at = 0; at < text.length; at += 3) {
    const own = text.charAt(at);
    const other = own === own.toUpperCase() ? own.toLowerCase() : own.toUpperCase();
    const check = await checkCredential(text.slice(0, at) + (other === own ? '' : other) + text.slice(at + 1), keys);
    expect([at, check.ok && !check.rewritten]).toEqual([at, false]);
  }
});

test('whatever JSON is given, there is a verdict', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.json(), fc.string()), async (given) => {
      expect((await checkCredential(given, keys)).ok).toBe(false);
    }),
  );
});
