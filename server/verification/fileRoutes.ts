import { tmpdir } from 'node:os';
import type { Request, RequestHandler, Response } from 'express';
import { type Examined, examinedForPrograms } from '../../certificates/verify/conclusion.ts';
import { unexamined } from '../../certificates/verify/examineFile.ts';
import { everyKey } from '../../schema/keys/queries.ts';
import { examineOnline } from '../../schema/verification/operations/examineOnline.ts';
import { networkOf } from '../http/network.ts';
import { PAGE_HEADERS } from '../http/page.ts';
import { type Refusal, Refused, refuse, secondsUntil, wantsJson } from '../http/refuse.ts';
import type { NetworkLimit } from '../http/throttle.ts';
import type { Services } from '../services.ts';
import { createExamination, ExaminationUnavailable, type Examine } from './examination.ts';
import { countNameGuess } from './nameGuesses.ts';
import { type ReceivedFile, withReceivedFile } from './receiveFile.ts';
import { verifyReportPage } from './reportPage.ts';

const TOO_MANY: Refusal = {
  status: 429,
  code: 'RATE_LIMITED',
  title: 'Too many files',
  message: 'Too many files were sent.',
};
const BUSY: Refusal = {
  status: 503,
  code: 'UNAVAILABLE',
  title: 'One moment',
  message: 'The service is examining as many files as it can.',
};
const BUSY_SECONDS = 5;
const UNAVAILABLE: Refusal = {
  status: 503,
  code: 'UNAVAILABLE',
  title: 'One moment',
  message:
    'We could not examine the file. The reason is ours and says nothing about the file. You can also check the certificate by its number.',
};
const UNAVAILABLE_SECONDS = 30;

/** An office may check its pile of papers; each file costs a second of one core. */
export const FILES: NetworkLimit = { max: 60, seconds: 600, purpose: 'verify files', refusal: TOO_MANY };
/** Received or examined at once, so that no more than this many times 50 MB lie on the disk. */
const MOST_AT_ONCE = 16;
const MOST_OF_NETWORK = 4;

type Examining = Pick<Services, 'db' | 'vault' | 'secret' | 'clock' | 'log'>;
export type FileOptions = {
  /** Where files lie while they are examined. */
  folder?: string;
  examine?: Examine;
};

/** POST /verify: takes a PDF, a credential or a token, and answers what it proves and what the register says of it. */
export function verifyFile(
  services: Examining,
  { folder = tmpdir(), examine = createExamination() }: FileOptions = {},
): RequestHandler {
  const places = createPlaces();
  return async (request, response) => {
    try {
      const examined = await places.inPlace(networkOf(request.ip), () =>
        withReceivedFile(request, folder, (file) => examinedFile(services, examine, file)),
      );
      show(request, response, examined);
    } catch (error) {
      // The client hung up: nobody reads an answer.
      if (request.destroyed && !request.complete) return;
      if (error instanceof ExaminationUnavailable) services.log.error({ err: error }, 'examination');
      const refused = refusedBy(error);
      // The rest of a refused body is not read: the connection ends with the answer.
      response.set('Connection', 'close');
      refuse(request, response, refused.refusal, refused.retrySeconds);
    }
  };
}

/** What the client did, or what the service cannot do now; any other error is thrown on. */
function refusedBy(error: unknown): Refused {
  if (error instanceof Refused) return error;
  if (error instanceof ExaminationUnavailable) return new Refused(UNAVAILABLE, UNAVAILABLE_SECONDS);
  throw error;
}

async function examinedFile(services: Examining, examine: Examine, { path, sha256 }: ReceivedFile): Promise<Examined> {
  const { db, vault, clock } = services;
  const now = clock();
  const keys = await everyKey(db);
  // These keys are ours under whatever name they signed: a move to another address changes nothing.
  const offline = (await examine({ path, keys, did: null, now: now.toISOString() })) ?? unexamined(sha256);
  if (offline.overall === 'NOT_PROVEN' && offline.number !== null) {
    const guess = await countNameGuess(services, offline.number, now);
    if (!guess.ok) throw new Refused(TOO_MANY, secondsUntil(guess.retryAt, now));
  }
  return examineOnline(db, vault, { report: offline, keys, now });
}

/** Places for files in work. Throws Refused when all are taken, or all that one network may have. */
function createPlaces() {
  const taken: string[] = [];
  return {
    inPlace: async <Done>(network: string, work: () => Promise<Done>): Promise<Done> => {
      const own = taken.filter((other) => other === network).length;
      if (taken.length >= MOST_AT_ONCE || own >= MOST_OF_NETWORK) throw new Refused(BUSY, BUSY_SECONDS);
      taken.push(network);
      return work().finally(() => taken.splice(taken.indexOf(network), 1));
    },
  };
}

const show = (request: Request, response: Response, examined: Examined): void => {
  response.vary('Accept').set('X-Robots-Tag', 'noindex, nofollow');
  if (wantsJson(request)) response.json(examinedForPrograms(examined));
  else response.set(PAGE_HEADERS).type('html').send(verifyReportPage(examined));
};
