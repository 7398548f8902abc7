import { createHmac, randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { UserId } from '../../drizzle/ids.ts';
import { profiles, sessions, users } from '../../drizzle/schema.ts';
import { sessionCookie } from '../../server/auth/cookies.ts';
import { tokenHash } from '../../server/http/keyedHash.ts';

type Told = { status: number; code: string | null; retryAfter: string | null };

/** A signed-in person who changes their name again and again, and remembers what the service told them. */
export type Writer = {
  /** One change. Null when no answer came. */
  write(): Promise<Told | null>;
  /** Changes until told to stop. */
  keepWriting(): { stop(): Promise<void> };
  answers: (Told | null)[];
  /** What makes a request theirs. */
  headers: Record<string, string>;
  /** The number of the last change that was acknowledged, and of the last that was sent. */
  acknowledged(): number;
  sent(): number;
  /** The number of the change that the database holds. */
  stored(db: Database): Promise<number>;
};

const CHANGE = `mutation ($name: String!) { updateProfile(input: { legalName: $name }) { __typename } }`;

/** Makes a person with a session; `url` is where the production service answers. */
export async function createWriter(db: Database, url: string, secret: string): Promise<Writer> {
  const [user] = await db
    .insert(users)
    .values({ email: `${randomBytes(8).toString('hex')}@example.org` })
    .returning({ id: users.id });
  const userId = user?.id as UserId;
  const token = randomBytes(24).toString('base64url');
  const expiresAt = new Date(Date.now() + 86_400_000);
  await db.insert(sessions).values({ userId, token: tokenHash(token), signedInBy: 'EMAIL_CODE', expiresAt });
  const signature = createHmac('sha256', secret).update(token).digest('base64');
  const headers = {
    'content-type': 'application/json',
    origin: new URL(url).origin.replace('127.0.0.1', 'localhost'),
    cookie: `${sessionCookie(true)}=${encodeURIComponent(`${token}.${signature}`)}`,
  };
  const answers: (Told | null)[] = [];
  let [acknowledged, sent] = [0, 0];
  const ask = async (): Promise<Told | null> => {
    const number = ++sent;
    const body = JSON.stringify({ query: CHANGE, variables: { name: `Robin ${number}` } });
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body }).catch(() => null);
    if (response === null) return null;
    const { data, errors } = await response.json();
    if (data?.updateProfile?.__typename === 'UpdateProfilePayload') acknowledged = number;
    const code = errors?.[0]?.extensions?.code ?? null;
    return { status: response.status, code, retryAfter: response.headers.get('retry-after') };
  };
  const write = async () => {
    const answer = await ask();
    answers.push(answer);
    return answer;
  };
  return {
    write,
    headers,
    answers,
    acknowledged: () => acknowledged,
    sent: () => sent,
    keepWriting: () => {
      let going = true;
      const done = (async () => {
        // Bounded, should nobody stop it.
        for (let count = 0; going && count < 20_000; count++) await write();
      })();
      return {
        stop: () => {
          going = false;
          return done;
        },
      };
    },
    stored: async (readFrom) => {
      const [row] = await readFrom
        .select({ name: profiles.legalName })
        .from(profiles)
        .where(eq(profiles.userId, userId));
      return Number(row?.name?.split(' ')[1] ?? 0);
    },
  };
}
