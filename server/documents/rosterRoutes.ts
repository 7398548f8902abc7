import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, RequestHandler, Response } from 'express';
import { type ApprovalId, parseId } from '../../drizzle/ids.ts';
import type { Limit } from '../../schema/accounts/rules.ts';
import { userAct } from '../../schema/act.ts';
import { InvalidInputError } from '../../schema/errors.ts';
import { findRoster, type Roster } from '../../schema/rosters/operations/readRoster.ts';
import { rosterFile } from '../../schema/rosters/operations/rosterFile.ts';
import { type Refusal, refusalOf, refuse, secondsUntil } from '../http/refuse.ts';
import { counted } from '../http/throttle.ts';
import type { Services } from '../services.ts';
import { fileHeaders } from './fileHeaders.ts';

/** A roster opens many names, so one person downloads few in an hour. */
const DOWNLOADS: Limit = { max: 60, seconds: 3_600 };
/** A client that takes nothing for so long is cut off. */
const STALLED_MS = 60_000;

const NOT_FOUND: Refusal = {
  status: 404,
  code: 'NOT_FOUND',
  title: 'Not found',
  message: 'There is no roster at this address. Sign in as a member of the organization, or check the address.',
};
const TOO_MANY: Refusal = {
  status: 429,
  code: 'RATE_LIMITED',
  title: 'Too many rosters',
  message: 'You downloaded too many rosters.',
};
const badInput = (message: string): Refusal => ({
  status: 400,
  code: 'BAD_USER_INPUT',
  title: 'No such roster',
  message,
});

/** What a roster may be asked with, each once. */
const ASKED = ['from', 'to', 'unit'];

/** What is wrong with the query of a request: a mistyped name would answer more than was meant. */
function faultOf(query: Request['query']): string | null {
  const unknown = Object.keys(query).filter((name) => !ASKED.includes(name));
  if (unknown.length > 0) return `A roster takes from, to and unit, and no ${unknown.join(', ')}.`;
  return Object.values(query).every((value) => typeof value === 'string') ? null : 'Write from, to and unit once each.';
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

type Sending = Pick<Services, 'db' | 'vault' | 'secret' | 'readViewer' | 'clock'>;

/**
 * GET /approvals/:id/roster.csv?from=&to=&unit=: the roster of an approval as a table for spreadsheets, for members who may read
 * rosters. It is sent while it is read. For everyone else an approval looks like one that does not exist.
 */
export function sendRoster(services: Sending): RequestHandler {
  return async (request, response) => {
    const { db, vault, readViewer, clock } = services;
    const now = clock();
    const viewer = await readViewer(request);
    if (viewer === null) return refuse(request, response, NOT_FOUND);
    const fault = faultOf(request.query);
    if (fault !== null) return refuse(request, response, badInput(fault));
    const { from, to, unit } = request.query;
    const approvalId = parseId<ApprovalId>(String(request.params.id));
    const act = userAct(viewer.userId, now, response.locals.requestId);
    const period = { from: textOf(from), to: textOf(to), unit: textOf(unit) };
    const roster = await findRoster(db, act, { approvalId, organizationId: null, ...period }).catch(refusalFor);
    if ('status' in roster) return refuse(request, response, roster);
    const permission = await counted(services, DOWNLOADS, 'roster', viewer.userId, now);
    if (!permission.ok) return refuse(request, response, TOO_MANY, secondsUntil(permission.retryAt, now));
    await send(response, rosterFile(db, act, { roster, vault }), nameOf(roster));
  };
}

function refusalFor(error: unknown): Refusal {
  return error instanceof InvalidInputError ? badInput(error.message) : refusalOf(error, NOT_FOUND);
}

const nameOf = ({ approval, from, to }: Roster): string =>
  ['roster', approval.accreditor, from ?? 'start', to ?? 'today'].join('-').replace(/[^a-z0-9-]/g, '-');

/** Sends the file piece by piece, no faster than the client takes it. A fault after the beginning ends the connection. */
async function send(response: Response, pieces: AsyncGenerator<Buffer>, name: string): Promise<void> {
  const beginning = await pieces.next();
  response.status(200).set(fileHeaders({ type: 'text/csv; charset=utf-8; header=present', name: `${name}.csv` }));
  if (!beginning.done) response.write(beginning.value);
  response.setTimeout(STALLED_MS, () => response.destroy());
  try {
    await pipeline(Readable.from(pieces), response);
  } catch (error) {
    // A client that went away is no fault.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
