import { tmpdir } from 'node:os';
import type { Request, RequestHandler, Response } from 'express';
import { type Examined, examinedForPrograms } from '../../certificates/verify/conclusion.ts';
import { unexamined } from '../../certificates/verify/examineFile.ts';
import { everyKey } from '../../schema/keys/queries.ts';
import { examineOnline } from '../../schema/verification/operations/examineOnline.ts';
import { siteOf } from '../http/network.ts';
import { type Refusal, Refused, refuse, secondsUntil, wantsJson } from '../http/refuse.ts';
import type { NetworkLimit } from '../http/throttle.ts';
import type { Services } from '../services.ts';
import { createExamination, ExaminationUnavailable, type Examine } from './examination.ts';
import { VERIFY_HEADERS } from './frame.ts';
import { countNameGuess } from './nameGuesses.ts';
import { type ReceivedFile, SLOWEST, withReceivedFile } from './receiveFile.ts';
import { BUSY, BUSY_SECONDS, openReceivingRoom, type ReceivingRoom } from './receivingRoom.ts';
import { verifyReportPage } from './reportPage.ts';

const TOO_MANY: Refusal = {
  status: 429,
  code: 'RATE_LIMITED',
  title: 'Too many files',
  message: 'Your network sent too many files.',
};
const UNAVAILABLE: Refusal = {
  status: 503,
  code: 'UNAVAILABLE',
  title: 'One moment',
  message:
    'We could not examine the file. The cause is on our side and says nothing about the file. You can also check the certificate by its number.',
};
const UNAVAILABLE_SECONDS = 30;

/** An office may check a pile of papers. Each file costs a second of one core. */
export const FILES: NetworkLimit = { max: 60, seconds: 600, purpose: 'verify files', refusal: TOO_MANY };
/** A file that has arrived is examined in one of so many places, or refused. */
const MOST_EXAMINED = 16;

type Examining = Pick<Services, 'db' | 'vault' | 'secret' | 'clock' | 'log' | 'settings'>;
export type FileOptions = {
  /** The folder for files during examination. */
  folder?: string;
  examine?: Examine;
  /** The least that a client must send. */
  slowest?: typeof SLOWEST;
  /** How much is received at once. */
  room?: ReceivingRoom;
};

/** POST /verify: takes a PDF, a credential or a token. Reports what the file proves and what the register says about it. */
export function verifyFile(
  services: Examining,
  { folder = tmpdir(), examine = createExamination(), slowest = SLOWEST, room = openReceivingRoom() }: FileOptions = {},
): RequestHandler {
  const examining = createPlaces(MOST_EXAMINED);
  return async (request, response) => {
    try {
      const examined = await room.receive(siteOf(request.ip), (arrived) =>
        withReceivedFile(request, { folder, slowest, arrived }, (file) =>
          examining.inPlace(() => examinedFile(services, examine, file, request.ip)),
        ),
      );
      show(services, request, response, examined);
    } catch (error) {
      // The client hung up, so the server sends no answer.
      if (request.destroyed && !request.complete) return;
      if (error instanceof ExaminationUnavailable) services.log.error({ err: error }, 'examination');
      const refused = refusedBy(error);
      // The server does not read the rest of a refused body, so it closes the connection with the answer.
      response.set('Connection', 'close');
      refuse(request, response, refused.refusal, refused.retrySeconds);
    }
  };
}

/** The refusal for what the client did wrong, or for what the service cannot do now. Throws any other error again. */
function refusedBy(error: unknown): Refused {
  if (error instanceof Refused) return error;
  if (error instanceof ExaminationUnavailable) return new Refused(UNAVAILABLE, UNAVAILABLE_SECONDS);
  throw error;
}

async function examinedFile(
  services: Examining,
  examine: Examine,
  { path, sha256 }: ReceivedFile,
  address: string | undefined,
): Promise<Examined> {
  const { db, vault, clock } = services;
  const now = clock();
  const keys = await everyKey(db);
  // These keys are ours under every name that they signed for: they stay valid when the service moves to another address.
  const offline = (await examine({ path, keys, did: null, now: now.toISOString() })) ?? unexamined(sha256);
  if (offline.overall === 'NOT_PROVEN' && offline.number !== null) {
    const guess = await countNameGuess(services, { number: offline.number, address }, now);
    if (!guess.ok) throw new Refused(TOO_MANY, secondsUntil(guess.retryAt, now));
  }
  return examineOnline(db, vault, { report: offline, keys, now });
}

/** Places for files that are examined. Throws Refused when all are taken. */
function createPlaces(most: number) {
  let taken = 0;
  return {
    inPlace: async <Done>(work: () => Promise<Done>): Promise<Done> => {
      if (taken >= most) throw new Refused(BUSY, BUSY_SECONDS);
      taken += 1;
      return work().finally(() => {
        taken -= 1;
      });
    },
  };
}

function show({ settings, clock }: Examining, request: Request, response: Response, examined: Examined): void {
  response.vary('Accept').set('X-Robots-Tag', 'noindex, nofollow');
  if (wantsJson(request)) return void response.json(examinedForPrograms(examined));
  const { exitUrl, publicUrl } = settings;
  response.set(VERIFY_HEADERS).type('html');
  response.send(verifyReportPage({ exitUrl, publicUrl, now: clock() }, examined));
}
