import type { ApprovalId, UserId } from '../../drizzle/ids.ts';
import type { startTestApp } from './app.ts';

type App = Awaited<ReturnType<typeof startTestApp>>;
type Asked = { approvalId: ApprovalId; period: Record<string, string | undefined>; userId: UserId | null };

/** The file of a roster, as a person downloads it. */
export const downloadRoster = async (app: App, { approvalId, period, userId }: Asked) => {
  const query = new URLSearchParams(period as Record<string, string>);
  const response = await app.ask(`/approvals/${approvalId}/roster.csv?${query}`, {
    headers: { accept: 'application/json', ...(userId && { 'x-test-user': userId }) },
  });
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
};

/** The lines of a CSV file, without its mark. */
export const linesOf = (bytes: Buffer): string[] =>
  bytes
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .split('\r\n')
    .slice(0, -1);
