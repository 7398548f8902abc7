import { tmpdir } from 'node:os';
import express, { type Request, type Response } from 'express';
import { type Examined, examinedForPrograms } from '../../certificates/verify/conclusion.ts';
import { unexamined } from '../../certificates/verify/examineFile.ts';
import type { Database } from '../../drizzle/client.ts';
import type { Vault } from '../../drizzle/encryption.ts';
import type { Limit } from '../../schema/accounts/rules.ts';
import { everyKey } from '../../schema/keys/queries.ts';
import { examineOnline } from '../../schema/verification/operations/examineOnline.ts';
import { networkOf } from '../http/network.ts';
import { PAGE_HEADERS } from '../http/page.ts';
import { type Message, tell, wantsJson } from '../http/refuse.ts';
import { counted } from '../http/throttle.ts';
import { createExamination, ExaminationUnavailable, type Examine } from './examination.ts';
import { countNameGuess } from './nameGuesses.ts';
import { FileRefused, type ReceivedFile, withReceivedFile } from './receiveFile.ts';
import { verifyReportPage } from './reportPage.ts';

/** An office may check its pile of papers; what each costs us is a second of one core. */
const FILES_BY_NETWORK: Limit = { max: 60, seconds: 600 };
/** Received or examined at once, so that no more than this many times 50 MB lie on the disk. */
const MOST_AT_ONCE = 16;
const MOST_OF_NETWORK = 4;

type VerifyFileOptions = {
  db: Database;
  vault: Vault;
  secret: string;
  clock: () => Date;
  /** Where files lie while they are examined. */
  folder?: string;
  examine?: Examine;
  /** Hears why a file could not be examined. */
  fault?: (error: unknown) => void;
};

/** POST /verify: a PDF, a credential or a token in, what it proves and what the register says of it out. */
export const verifyFileRoutes = (options: VerifyFileOptions): express.Router => {
  const { db, vault, secret, clock, folder = tmpdir(), examine = createExamination(), fault } = options;
  const underWay: string[] = [];

  const examined = async ({ path, sha256 }: ReceivedFile): Promise<Examined> => {
    const now = clock();
    const keys = await everyKey(db);
    // Whatever name these keys signed under, they are ours: a move to another address changes nothing.
    const offline = (await examine({ path, keys, did: null, now: now.toISOString() })) ?? unexamined(sha256);
    if (offline.overall === 'NOT_PROVEN' && offline.number !== null) {
      const guess = await countNameGuess({ db, secret }, offline.number, now);
      if (!guess.ok) throw new TooMany(guess.retryAt);
    }
    return examineOnline(db, vault, { report: offline, keys, now });
  };

  const admitted = async (request: Request): Promise<Examined> => {
    const network = networkOf(request.ip);
    const permission = await counted({ db, secret }, FILES_BY_NETWORK, 'verify files', network, clock());
    if (!permission.ok) throw new TooMany(permission.retryAt);
    const own = underWay.filter((other) => other === network).length;
    if (underWay.length >= MOST_AT_ONCE || own >= MOST_OF_NETWORK) throw new Busy();
    underWay.push(network);
    return withReceivedFile(request, folder, examined).finally(() => underWay.splice(underWay.indexOf(network), 1));
  };

  return express.Router().post('/verify', async (request, response) => {
    try {
      show(request, response, await admitted(request));
    } catch (error) {
      // Whoever hung up hears nothing.
      if (request.destroyed && !request.complete) return;
      if (error instanceof ExaminationUnavailable) fault?.(error);
      refuse(request, response, refusalOf(error, clock()));
    }
  });
};

const show = (request: Request, response: Response, examined: Examined): void => {
  response.vary('Accept').set('X-Robots-Tag', 'noindex, nofollow');
  if (wantsJson(request)) response.json(examinedForPrograms(examined));
  else response.set(PAGE_HEADERS).type('html').send(verifyReportPage(examined));
};

class Busy extends Error {}

class TooMany extends Error {
  readonly retryAt: Date;
  constructor(retryAt: Date) {
    super();
    this.retryAt = retryAt;
  }
}

type Refusal = Message & { retrySeconds?: number };

/** What the caller did or we cannot do now; anything else goes on as it is. */
const refusalOf = (error: unknown, now: Date): Refusal => {
  if (error instanceof Busy) return { ...BUSY, retrySeconds: 5 };
  if (error instanceof ExaminationUnavailable) return { ...UNAVAILABLE, retrySeconds: 30 };
  if (error instanceof TooMany) {
    const retrySeconds = Math.max(1, Math.ceil((error.retryAt.getTime() - now.getTime()) / 1000));
    return { ...TOO_MANY, message: waitFor(retrySeconds), retrySeconds };
  }
  if (!(error instanceof FileRefused)) throw error;
  return { ...REFUSED[error.status], status: error.status, message: error.message };
};

/** The rest of a refused body is not read: the connection ends with the answer. */
const refuse = (request: Request, response: Response, { retrySeconds, ...message }: Refusal): void => {
  if (retrySeconds !== undefined) response.set('Retry-After', String(retrySeconds));
  response.set('Connection', 'close');
  tell(request, response, message);
};

const TOO_MANY = { status: 429, code: 'RATE_LIMITED', title: 'Too many files' };
const waitFor = (seconds: number): string => {
  const minutes = Math.ceil(seconds / 60);
  return `Too many files were sent. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`} and try again.`;
};

const BUSY: Message = {
  status: 503,
  code: 'UNAVAILABLE',
  title: 'One moment',
  message: 'As many files as we can take are being examined at this moment. Try again in a few seconds.',
};

const UNAVAILABLE: Message = {
  ...BUSY,
  message:
    'The file could not be examined for a reason of ours, which says nothing about the file. Try again in a minute, or ask by its number.',
};

const REFUSED = {
  400: { code: 'BAD_USER_INPUT', title: 'The form was not understood' },
  413: { code: 'BODY_TOO_LARGE', title: 'The file is too large' },
  415: { code: 'UNSUPPORTED_BODY', title: 'Not a file that can be checked' },
};
