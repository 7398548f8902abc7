import type { PublicKey } from '../keys.ts';
import { readBit } from '../status/bitstring.ts';
import { checkStatusList } from '../status/listCredential.ts';
import { dateInWords } from '../words.ts';
import { dayOf } from './certified.ts';
import { type Examined, statusInFile } from './conclusion.ts';
import type { Report, Step } from './report.ts';

/**
 * Adds what a status list says that a person saved from the address in the credential: whether the certificate was withdrawn
 * (revoked or replaced) by the list's date. A list that proves nothing is reported as such. No network.
 */
export async function withSavedList(report: Report, list: string, keys: readonly PublicKey[]): Promise<Examined> {
  if (report.facts === null) return { ...report, standing: null, pending: false };
  const { step, withdrawn } = await listed(report.facts.status, list, keys);
  const steps = report.steps.map((other) => (other.key === 'STATUS' ? step : other));
  const inFile = statusInFile(report);
  const standing = withdrawn === null ? (inFile ?? 'NOT_SHOWN') : withdrawn ? 'WITHDRAWN' : inFile;
  return { ...report, steps, standing, pending: false };
}

type Listed = { step: Step; withdrawn: boolean | null };

async function listed(
  { list, position }: { list: string; position: number },
  text: string,
  keys: readonly PublicKey[],
): Promise<Listed> {
  const check = await checkStatusList(text, keys);
  if (!check.ok) return unproven(`The status list proves nothing: ${check.detail}`);
  const { id, validFrom, credentialSubject } = check.credential;
  if (id !== list) return unproven(`This is the status list ${id}, and the credential names ${list}.`);
  const withdrawn = readBit(credentialSubject.encodedList, position);
  if (withdrawn === null) return unproven(`The status list has no place ${position}.`);
  const said = `By the issuer’s status list of ${dateInWords(dayOf(validFrom))} (${validFrom}) the certificate was`;
  return withdrawn
    ? { step: status('FAILED', `${said} withdrawn: it had been revoked or replaced.`), withdrawn }
    : {
        step: status('PASSED', `${said} not withdrawn by that day. The list cannot show what happened later.`),
        withdrawn,
      };
}

const unproven = (sentence: string): Listed => ({
  step: status('FAILED', `${sentence} The status of the certificate is not shown.`),
  withdrawn: null,
});

const status = (outcome: Step['outcome'], sentence: string): Step => ({
  key: 'STATUS',
  outcome,
  title: 'The status of the number, by the saved list',
  sentence,
});
