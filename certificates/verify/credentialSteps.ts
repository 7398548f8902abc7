import { isDeepStrictEqual } from 'node:util';
import { opensIdentity } from '../credential/identity.ts';
import { checkCredential, withoutProof, writeCredential } from '../credential/proof.ts';
import { readJsonObject } from '../credential/readJson.ts';
import type { Credential } from '../credential/shape.ts';
import { checkToken } from '../credential/token.ts';
import type { PublicKey } from '../keys.ts';
import type { AttachmentName } from './attachments.ts';
import { LONGEST_TEXT, utf8 } from './kind.ts';
import type { Step, StepKey } from './report.ts';

const TITLES = { CREDENTIAL: 'The credential', TOKEN: 'The same credential as a token', NAME: 'The name' };
type Key = keyof typeof TITLES & StepKey;
const step = (key: Key, outcome: Step['outcome'], sentence: string): Step => ({
  key,
  outcome,
  title: TITLES[key],
  sentence,
});

/** What a signature inside the file shows: the credential that it proves, or that another party signed, or that it is broken. */
type Found = { step: Step; credential: Credential | null; foreign: boolean; written?: string; laterKey?: boolean };
export type Enclosed = Partial<Record<AttachmentName, Buffer>>;
type Issuer = { keys: readonly PublicKey[]; did: string | null };

export type CredentialFindings = {
  steps: Step[];
  /** Proven by one of the issuer's keys; null when none is proven. */
  credential: Credential | null;
  /** The name that opens the credential's hash. */
  name: string | null;
  /** No signature is proven, and other parties signed what is there. */
  foreign: boolean;
  /** The JSON of the proven credential, as its issuer wrote it. */
  written: string | null;
  /**
   * It names this issuer and a key that is not among the given ones. The key was made after they were saved, or a forger named
   * it.
   */
  laterKey: boolean;
};

/** Checks the credential, the token beside it and the name, each by its own proof. */
export async function credentialSteps(enclosed: Enclosed, issuer: Issuer): Promise<CredentialFindings> {
  const json = await jsonFound(enclosed['credential.json'], issuer);
  const token = await tokenFound(enclosed['credential.jwt'], issuer, json);
  const credential = json.credential ?? token.credential;
  const { named, name } = nameFound(enclosed['holder.json'], credential);
  return {
    steps: [json.step, token.step, named],
    credential,
    name,
    foreign: credential === null && (json.foreign || token.foreign),
    written: json.written ?? null,
    laterKey: json.laterKey === true || token.laterKey === true,
  };
}

const absent = (key: Key, sentence: string): Found => ({
  step: step(key, 'NOT_PRESENT', sentence),
  credential: null,
  foreign: false,
});
const passed = (key: Key, sentence: string, credential: Credential): Found => ({
  step: step(key, 'PASSED', sentence),
  credential,
  foreign: false,
});
const failed = (key: Key, sentence: string, foreign = false): Found => ({
  step: step(key, 'FAILED', sentence),
  credential: null,
  foreign,
});

/** Checked with saved keys, which do not include later keys. */
const later = (key: Key): Found => ({
  step: step(key, 'FAILED', LATER),
  credential: null,
  foreign: true,
  laterKey: true,
});
const LATER =
  'It names this issuer and a key that your saved keys do not have. Either the file was made after you saved them: then save the issuer’s did.json again and repeat the check. Or someone else signed it. Until you know, do not trust what it says.';

const names = (text: string, did: string | null): boolean => did !== null && text.includes(`"${did}"`);
const payloadOf = (token: string): string => Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();

const UNREADABLE = 'It is there but cannot be read: the file was damaged or altered.';

/** Another party signed it, or it is not a credential. It is not an altered credential of ours. */
const ELSEWHERE = new Set(['KEY_UNKNOWN', 'NOT_A_CREDENTIAL', 'NOT_A_TOKEN', 'HEADER_UNKNOWN']);

async function jsonFound(bytes: Buffer | undefined, { keys, did }: Issuer): Promise<Found> {
  if (bytes === undefined) return absent('CREDENTIAL', 'The file contains no credential as JSON.');
  const text = utf8(bytes);
  if (text === null || text === '') return failed('CREDENTIAL', UNREADABLE);
  const check = await checkCredential(text, keys);
  if (!check.ok) {
    if (check.because === 'KEY_UNKNOWN' && names(text, did)) return later('CREDENTIAL');
    const foreign = ELSEWHERE.has(check.because) || !keys.some(({ id }) => text.includes(id));
    return failed('CREDENTIAL', `${check.detail} Do not trust what it says.`, foreign);
  }
  const { credential, rewritten } = check;
  if (did !== null && check.did !== did) return otherIssuer('CREDENTIAL', credential);
  const sentence = `${proven(credential, 'its proof')}${rewritten ? REWRITTEN : ''}`;
  return { ...passed('CREDENTIAL', sentence, withoutProof(credential)), written: writeCredential(credential) };
}

const REWRITTEN = ' Its words are unchanged since it was signed, although a program saved them in another layout.';

const proven = ({ issuer }: Credential, by: string): string =>
  `Issued by ${issuer.name} (${issuer.id}); ${by} was made with a key of that issuer and covers every word of it.`;

const otherIssuer = (key: Key, { issuer }: Credential): Found =>
  failed(key, `It names ${issuer.id} as its issuer, and that is not the issuer whose keys these are.`, true);

async function tokenFound(bytes: Buffer | undefined, { keys, did }: Issuer, json: Found): Promise<Found> {
  if (bytes === undefined) return absent('TOKEN', 'The file contains no credential as a token (JWT).');
  const text = utf8(bytes);
  if (text === null || text === '') return failed('TOKEN', UNREADABLE);
  const check = await checkToken(text, keys);
  if (!check.ok && check.because === 'KEY_UNKNOWN' && names(payloadOf(text), did)) return later('TOKEN');
  if (!check.ok) return failed('TOKEN', `${check.detail} Do not trust what it says.`, ELSEWHERE.has(check.because));
  const { credential } = check;
  if (did !== null && check.did !== did) return otherIssuer('TOKEN', credential);
  if (json.credential === null) return passed('TOKEN', proven(credential, 'its signature'), credential);
  return isDeepStrictEqual(json.credential, credential)
    ? passed('TOKEN', SAYS_THE_SAME, credential)
    : failed('TOKEN', SAYS_ANOTHER);
}

const SAYS_THE_SAME = 'It is signed by the same issuer and says the same as the credential, member by member.';
const SAYS_ANOTHER =
  'The issuer signed it, but it differs from the credential beside it: one of the two was exchanged.';

function nameFound(bytes: Buffer | undefined, credential: Credential | null): { named: Step; name: string | null } {
  const hash = credential?.credentialSubject.identifier[0].identityHash;
  const say = (outcome: Step['outcome'], sentence: string, name: string | null = null) => ({
    named: step('NAME', outcome, sentence),
    name,
  });
  if (bytes === undefined) return say('NOT_PRESENT', NO_NAME);
  if (hash === undefined) return say('NOT_CHECKED', 'The file contains a name, but no credential to check it against.');
  const read = readJsonObject(utf8(bytes) ?? '', LONGEST_TEXT);
  const { name, salt } = read ?? {};
  if (typeof name !== 'string' || typeof salt !== 'string') return say('FAILED', UNREADABLE);
  return opensIdentity(hash, name, salt)
    ? say('PASSED', `The certificate was issued to ${name}: ${NAME_OPENS}`, name)
    : say('FAILED', NAME_DIFFERS);
}

const NAME_OPENS =
  'the name in the file is the one in the credential. Check yourself that this is the person in front of you.';
const NAME_DIFFERS =
  'The name in the file is not the name in the credential. Do not trust the name that the file shows.';
const NO_NAME =
  'The credential contains the name only as a hash, and this file cannot open it. The holder’s PDF can, and the check page can compare a typed name.';
