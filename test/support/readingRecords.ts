import type { UserId } from '../../drizzle/ids.ts';
import { readExample } from '../../server/graphql/examples.ts';
import type { startTestApp } from './app.ts';

type App = Awaited<ReturnType<typeof startTestApp>>;
const { query } = readExample('CertificateRecord');

/** How a member reads a record of the sample institute through the worked operation. */
export const recordReader =
  (app: () => App, reader: () => UserId) =>
  // biome-ignore lint/suspicious/noExplicitAny: a record of any shape, read field by field
  async (number: string): Promise<any> => {
    const { body } = await app().graphql(query, { slug: 'sample-institute', number }, { 'x-test-user': reader() });
    if (body.errors !== undefined) throw new Error(JSON.stringify(body.errors));
    return (body.data as { organization: { certificate: unknown } }).organization.certificate;
  };
