import { createHash } from 'node:crypto';
import type { PublicKey } from '../keys.ts';
import { checkLogProof, type LogProofCheck } from '../log/proof.ts';
import type { Step } from './report.ts';

const TITLE = 'The public log';

type LogFacts = {
  proof: Buffer | undefined;
  credential: Buffer | undefined;
  keys: readonly PublicKey[];
};

/**
 * Whether the credential inside is in the log, by the proof in the file. The keys decide whose log it is, because the log's name
 * may have changed since the credential was issued.
 */
export function logStep({ proof, credential, keys }: LogFacts): Step {
  const step = (outcome: Step['outcome'], sentence: string): Step => ({ key: 'LOG', outcome, title: TITLE, sentence });
  if (proof === undefined)
    return step('NOT_PRESENT', 'The file contains no proof of the log. The issuer’s check page can look the entry up.');
  if (credential === undefined) return step('NOT_CHECKED', 'There is no credential to compare the proof with.');
  const payloadHash = createHash('sha256').update(credential).digest();
  const check = checkLogProof(proof.toString('utf8'), { payloadHash, kind: 'CREDENTIAL', keys });
  return check.ok ? step('PASSED', proven(check)) : step('FAILED', `${check.detail} ${WHAT_NOW}`);
}

const WHAT_NOW = 'Ask the issuer’s check page whether its log contains the number.';

const proven = ({ index, size, origin }: Extract<LogProofCheck, { ok: true }>): string =>
  `The credential is entry ${index} of the log ${origin}, proven by a signed state of that log with ${size} ${
    size === 1 ? 'entry' : 'entries'
  }. Nobody, the issuer included, can take it out or date it back without that being seen.`;
