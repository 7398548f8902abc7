import { writeFile } from 'node:fs/promises';
import { type ApprovalId, parseId } from '../drizzle/ids.ts';
import { confirmApproval, refuseApproval } from '../schema/accreditation/operations/confirmApproval.ts';
import { takeLetter } from '../schema/accreditation/operations/readLetter.ts';
import { sampleApproval } from '../schema/accreditation/operations/sampleApproval.ts';
import { type ApprovalRow, everyApprovalOf } from '../schema/accreditation/queries/approvals.ts';
import { inForceOn, stateOn } from '../schema/accreditation/rules/approval.ts';
import { letterEnding } from '../schema/accreditation/rules/letter.ts';
import { operatorAct } from '../schema/act.ts';
import { idOf } from '../schema/input.ts';
import { dateIn } from '../schema/organizations/rules.ts';
import { readConfig } from '../server/settings/config.ts';
import { localSecrets } from '../server/settings/localSecrets.ts';
import { actBy } from './actBy.ts';
import { withDatabase } from './database.ts';

/** approval list [--org SLUG] */
export async function listApprovals(organization: string | undefined): Promise<void> {
  const approvals = await withDatabase((db) => everyApprovalOf(db, organization ?? null));
  if (approvals.length === 0) console.log('No approval is recorded.');
  for (const approval of approvals) console.log(linesOf(approval, new Date()).join('\n'));
}

function linesOf(approval: ApprovalRow, now: Date): string[] {
  const { id, organization, accreditor, kind, courseSlug, number, startsOn, endsOn, confirmed } = approval;
  const today = dateIn(approval.timeZone, now);
  const parts = approval.parts.map(({ name, role }) => `${name} (${role})`).join(', ');
  const ends = approval.endedOn === null ? '' : `, ended before ${approval.endedOn}`;
  const state = stateOn(approval, today) ?? 'not begun';
  return [
    `${id}  ${confirmed ? 'confirmed' : 'NOT CONFIRMED'}  ${inForceOn(approval, today).ok ? 'in force' : state}`,
    `  ${organization}: ${accreditor}, ${kind}${courseSlug === null ? '' : ` ${courseSlug}`}, number ${number ?? 'none'}`,
    `  ${parts}`,
    `  ${approval.profession ?? 'any profession'}, ${approval.jurisdiction ?? 'any place'}, ${approval.formats.join(' ')}`,
    `  ${startsOn} to ${endsOn ?? 'open'}${ends}; published at ${approval.publishedAt}`,
    ...waiting(approval),
    `  letter: ${approval.letterName}, SHA-256 ${approval.letterSha256}${approval.specimen ? '; a specimen' : ''}`,
  ];
}

/** What an owner stated after the approval was confirmed, and nobody compared with a letter. */
function waiting({ id, confirmed, refused, states }: ApprovalRow): string[] {
  const last = states.at(-1);
  if (refused) return ['  refused: it was never in force'];
  if (!confirmed || last === undefined || last.confirmed) return [];
  const reason = last.reason === null ? '' : ` (${last.reason})`;
  return [
    `  ${last.state} from ${last.from}: stated by an owner${reason}, NOT COMPARED with a letter; approval confirm ${id} says that it agrees`,
  ];
}

/** An approval's id as `approval list` prints it, or as the API answers it. Throws for anything else. */
function approvalIdOf(text: string): ApprovalId {
  const id = parseId<ApprovalId>(text) ?? idOf<ApprovalId>('Approval').parse(text);
  if (id !== null) return id;
  throw new Error(`"${text}" is not the id of an approval. \`attune approval list\` prints the ids.`);
}

/** approval letter ID FILE */
export async function saveLetter(id: string, file: string): Promise<void> {
  const approvalId = approvalIdOf(id);
  const { letter, letterSha256 } = await withDatabase((db) => takeLetter(db, operatorAct(new Date()), { approvalId }));
  // An existing file is never replaced.
  await writeFile(file, letter, { flag: 'wx', mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST' ? new Error(`${file} exists already. Choose another name.`) : error;
  });
  console.log(`${file}: the letter, ${letterEnding(letter).toUpperCase()}, SHA-256 ${letterSha256}`);
}

/** approval confirm ID --by WHO */
export async function confirm(id: string, by: string): Promise<void> {
  const approvalId = approvalIdOf(id);
  const { confirmed } = await withDatabase((db) => confirmApproval(db, actBy(by), { approvalId }));
  console.log(confirmed ? `${id} is confirmed, with its newest state.` : `${id} was confirmed already.`);
}

/** approval refuse ID --reason TEXT --by WHO */
export async function refuse(id: string, { reason, by }: { reason: string; by: string }): Promise<void> {
  const approvalId = approvalIdOf(id);
  await withDatabase((db) => refuseApproval(db, actBy(by), { approvalId, reason }));
  console.log(`${id} is refused: no offer can stand on it. Its owner can record a correct one.`);
}

/** approval sample BODY --org SLUG [--course SLUG] */
export async function makeSample(accreditor: string, organizationSlug: string, course?: string): Promise<void> {
  const { production } = readConfig(process.env, localSecrets);
  const sample = { accreditor, organizationSlug, courseSlug: course ?? null, production };
  const { approvalId, number } = await withDatabase((db) => sampleApproval(db, operatorAct(new Date()), sample));
  console.log(`${approvalId}  ${number}: a specimen that exists only here. What is earned under it is a specimen.`);
}
