import type { BetterAuthOptions } from 'better-auth';
import type { DBAdapter, DBTransactionAdapter, Where } from 'better-auth/adapters';
import { tokenHash } from '../http/keyedHash.ts';

type Adapter = DBTransactionAdapter<BetterAuthOptions>;
type Row = Record<string, unknown>;

const hashedValue = (value: Where['value']): Where['value'] =>
  Array.isArray(value) ? value.map((one) => tokenHash(String(one))) : tokenHash(String(value));

/** Replaces conditions on a session's token by conditions on its hash. */
function hashedWhere<Request extends { model: string; where?: Where[] }>(request: Request): Request {
  if (request.model !== 'session' || !request.where) return request;
  const where = request.where.map((one) => (one.field === 'token' ? { ...one, value: hashedValue(one.value) } : one));
  return { ...request, where };
}

const hashedData = (model: string, data: Row): Row =>
  model === 'session' && typeof data.token === 'string' ? { ...data, token: tokenHash(data.token) } : data;

/** Rows return with the token that the library searched by, as the library expects. Without a token they return with the hash. */
function withToken<Result>({ model, where }: { model: string; where?: Where[] }, row: Result): Result {
  const token = model === 'session' ? where?.find((one) => one.field === 'token')?.value : undefined;
  return row && typeof token === 'string' ? { ...row, token } : row;
}

const UNIQUE_VIOLATION = '23505';

/** When one address signs in twice at once for the first time, both sign-ins use the account that was created first. */
async function winnerOf(inner: Adapter, { email }: Row, error: unknown): Promise<unknown> {
  const cause = error instanceof Error ? error.cause : undefined;
  const lost = cause instanceof Error && 'code' in cause && cause.code === UNIQUE_VIOLATION;
  const winner = lost
    ? await inner.findOne({ model: 'user', where: [{ field: 'email', value: String(email) }] })
    : null;
  if (winner === null) throw error;
  return winner;
}

const wrapped = (inner: Adapter): Adapter => ({
  ...inner,
  create: async (request) => {
    const data = hashedData(request.model, request.data);
    // The library defines its own row types. A session is stored with the hash and returned with the token it was given.
    const made = inner.create({ ...request, data } as typeof request);
    if (request.model === 'user') return made.catch((error) => winnerOf(inner, data, error)) as never;
    return (
      request.model === 'session' ? { ...(await made), token: (request.data as Row).token } : await made
    ) as never;
  },
  findOne: async (request) => withToken(request, await inner.findOne(hashedWhere(request))) as never,
  findMany: (request) => inner.findMany(hashedWhere(request)),
  count: (request) => inner.count(hashedWhere(request)),
  update: async (request) =>
    withToken(
      request,
      await inner.update({ ...hashedWhere(request), update: hashedData(request.model, request.update) }),
    ) as never,
  updateMany: (request) =>
    inner.updateMany({ ...hashedWhere(request), update: hashedData(request.model, request.update) }),
  delete: (request) => inner.delete(hashedWhere(request)),
  deleteMany: (request) => inner.deleteMany(hashedWhere(request)),
  consumeOne: (request) => inner.consumeOne(hashedWhere(request)),
  incrementOne: (request) => inner.incrementOne(hashedWhere(request)),
});

/** The library's adapter, which stores and looks up session tokens as SHA-256 hashes only, inside transactions too. */
export function withHashedTokens(adapter: (options: BetterAuthOptions) => DBAdapter<BetterAuthOptions>) {
  return (options: BetterAuthOptions): DBAdapter<BetterAuthOptions> => {
    const inner = adapter(options);
    return { ...inner, ...wrapped(inner), transaction: (run) => inner.transaction((tx) => run(wrapped(tx))) };
  };
}
