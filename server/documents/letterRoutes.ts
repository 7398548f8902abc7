import type { RequestHandler, Response } from 'express';
import type { OrganizationId } from '../../drizzle/ids.ts';
import { type ApprovalId, parseId } from '../../drizzle/ids.ts';
import type { Limit } from '../../schema/accounts/rules.ts';
import { keepLetter } from '../../schema/accreditation/operations/keepLetter.ts';
import { readLetter } from '../../schema/accreditation/operations/readLetter.ts';
import { letterEnding, letterType } from '../../schema/accreditation/rules/letter.ts';
import { type UserAct, userAct } from '../../schema/act.ts';
import { isSlug } from '../../schema/edited/text.ts';
import { requirePermission } from '../../schema/organizations/operations/requirePermission.ts';
import { organizationBySlug } from '../../schema/organizations/queries.ts';
import { type Refusal, refusalOf, refuse, secondsUntil } from '../http/refuse.ts';
import { counted } from '../http/throttle.ts';
import type { Services } from '../services.ts';
import { fileHeaders } from './fileHeaders.ts';
import { receiveUploads } from './receiveUploads.ts';

/** The largest letter: five megabytes, some twenty scanned pages. */
export const MOST_LETTER_BYTES = 5 * 1024 * 1024;
/** An organization has few approvals, so one person uploads few letters. */
const UPLOADS: Limit = { max: 60, seconds: 3_600 };
/** A letter takes five megabytes of the database and of the process. */
const DOWNLOADS: Limit = { max: 120, seconds: 3_600 };
/** Letters are received in memory, so that this many times five megabytes is the most that they take. */
const MOST_AT_ONCE = 4;

const NOT_FOUND: Refusal = {
  status: 404,
  code: 'NOT_FOUND',
  title: 'Not found',
  message: 'There is no letter at this address. Sign in as a member of the organization, or check the address.',
};
const NO_RECIPIENT: Refusal = {
  ...NOT_FOUND,
  message: 'No letter can be sent to this address. Sign in as an owner of the organization, or check the address.',
};
const TOO_LARGE: Refusal = {
  status: 413,
  code: 'BODY_TOO_LARGE',
  title: 'The letter is too large',
  message: 'A letter may have at most 5 MB. Scan it with fewer dots to the inch.',
};
const NOT_A_LETTER: Refusal = {
  status: 415,
  code: 'UNSUPPORTED_BODY',
  title: 'Not a letter',
  message: 'Send the letter itself as the body: a PDF, PNG or JPEG, without Content-Encoding and not in a form.',
};
const TOO_MANY: Refusal = {
  status: 429,
  code: 'RATE_LIMITED',
  title: 'Too many letters',
  message: 'You sent too many letters.',
};
const TOO_MANY_READ: Refusal = { ...TOO_MANY, message: 'You downloaded too many letters.' };
const TOO_MANY_WAITING: Refusal = {
  ...TOO_MANY,
  message: 'Too many letters of the organization wait. Record their approvals; a letter waits for a day.',
};
const BUSY: Refusal = {
  status: 503,
  code: 'UNAVAILABLE',
  title: 'One moment',
  message: 'The service is receiving as many letters as it can.',
};

const LIMITS = { most: MOST_LETTER_BYTES, tooLarge: TOO_LARGE, encoded: NOT_A_LETTER };

type Keeping = Pick<Services, 'db' | 'secret' | 'readViewer' | 'clock'>;

/**
 * POST /organizations/:slug/approval-letters: keeps the body of the request, a PDF, PNG or JPEG, for a day. Answers its SHA-256,
 * which recordApproval names. For owners; everyone else learns nothing.
 */
export function receiveLetter(services: Keeping): RequestHandler {
  return receiveUploads(services, {
    ...{ limit: UPLOADS, counts: 'approval letter', mostAtOnce: MOST_AT_ONCE, limits: LIMITS },
    refusals: { unknown: NO_RECIPIENT, tooMany: TOO_MANY, busy: BUSY },
    admit: async (request, act) => {
      const organizationId = await organizationFor(services, act, String(request.params.slug));
      if (typeof organizationId !== 'string') return organizationId;
      return async (bytes) => {
        const kept = await keepLetter(services.db, act, { organizationId, bytes });
        if (!kept.ok) return kept.because === 'TOO_MANY' ? TOO_MANY_WAITING : NOT_A_LETTER;
        return { sha256: kept.sha256, type: kept.type, bytes: kept.bytes };
      };
    },
  });
}

async function organizationFor(
  { db }: Pick<Services, 'db'>,
  act: UserAct,
  slug: string,
): Promise<OrganizationId | Refusal> {
  const organization = isSlug(slug) ? await organizationBySlug(db, slug) : null;
  const organizationId = organization?.id ?? null;
  const asked = { permission: 'RECORD_APPROVALS', organizationId, what: 'The organization' } as const;
  return requirePermission(db, act, asked).then(
    (may) => may.organizationId,
    (error: unknown) => refusalOf(error, NO_RECIPIENT),
  );
}

/** GET /approvals/:id/letter: the letter of an approval, for members of its organization. Never stored by a browser. */
export function sendLetter(services: Keeping): RequestHandler {
  const { db, readViewer, clock } = services;
  return async (request, response) => {
    const now = clock();
    const viewer = await readViewer(request);
    if (viewer === null) return refuse(request, response, NOT_FOUND);
    const permission = await counted(services, DOWNLOADS, 'letter download', viewer.userId, now);
    if (!permission.ok) return refuse(request, response, TOO_MANY_READ, secondsUntil(permission.retryAt, now));
    const act = userAct(viewer.userId, now, response.locals.requestId);
    const approvalId = parseId<ApprovalId>(String(request.params.id));
    const letter = await readLetter(db, act, { approvalId }).catch((error: unknown) => refusalOf(error, NOT_FOUND));
    if (!Buffer.isBuffer(letter)) return refuse(request, response, letter);
    send(response, letter);
  };
}

function send(response: Response, letter: Buffer): void {
  const facts = {
    type: letterType(letter) ?? 'application/octet-stream',
    name: `approval-letter.${letterEnding(letter)}`,
  };
  response.status(200).set(fileHeaders(facts)).send(letter);
}
