import type { Request, RequestHandler } from 'express';
import type { Limit } from '../../schema/accounts/rules.ts';
import { type UserAct, userAct } from '../../schema/act.ts';
import { type Refusal, Refused, refuse, secondsUntil } from '../http/refuse.ts';
import { counted } from '../http/throttle.ts';
import type { Services } from '../services.ts';
import { type Limits, receiveBytes } from './receiveBytes.ts';

const BUSY_SECONDS = 5;

/** Keeps the body; answers what is told of it, or why not. */
type Keep = (bytes: Buffer) => Promise<{ sha256: string } | Refusal>;

type Uploads = {
  /** How many one person may send, and the name under which they are counted. */
  limit: Limit;
  counts: string;
  /** How many are received in memory at once. */
  mostAtOnce: number;
  limits: Limits;
  refusals: { unknown: Refusal; tooMany: Refusal; busy: Refusal };
  /** What keeps the body of this person's request, or why they may not send it. */
  admit: (request: Request, act: UserAct) => Promise<Keep | Refusal>;
};

/** Receives files as bodies of requests, from people who may send them, a few at a time. Answers 201 with what is told of each. */
export function receiveUploads(
  services: Pick<Services, 'db' | 'secret' | 'readViewer' | 'clock'>,
  { limit, counts, mostAtOnce, limits, refusals, admit }: Uploads,
): RequestHandler {
  let receiving = 0;
  return async (request, response) => {
    const now = services.clock();
    const close = (refusal: Refusal, retrySeconds?: number) => {
      // The rest of a refused body stays unread, so the connection ends with the answer.
      response.set('Connection', 'close');
      refuse(request, response, refusal, retrySeconds);
    };
    const viewer = await services.readViewer(request);
    if (viewer === null) return close(refusals.unknown);
    const keep = await admit(request, userAct(viewer.userId, now, response.locals.requestId));
    if (typeof keep !== 'function') return close(keep);
    const permission = await counted(services, limit, counts, viewer.userId, now);
    if (!permission.ok) return close(refusals.tooMany, secondsUntil(permission.retryAt, now));
    if (receiving >= mostAtOnce) return close(refusals.busy, BUSY_SECONDS);
    receiving += 1;
    try {
      const kept = await keep(await receiveBytes(request, limits));
      if ('status' in kept) return refuse(request, response, kept);
      response.status(201).json(kept);
    } catch (error) {
      if (request.destroyed && !request.complete) return;
      if (!(error instanceof Refused)) throw error;
      close(error.refusal);
    } finally {
      receiving -= 1;
    }
  };
}
