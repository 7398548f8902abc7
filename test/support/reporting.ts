import { createHash } from 'node:crypto';
import type { IntensiveDayId, UserId } from '../../drizzle/ids.ts';
import { userAct } from '../../schema/act.ts';
import { keepReportFile } from '../../schema/attendance/operations/reportFiles.ts';
import { DAYS } from './attending.ts';
import type { Events } from './intensives.ts';
import { ASKED_VAULT } from './quizPages.ts';

export const keyOf = (globalId: string): string => Buffer.from(globalId, 'base64').toString().split(':')[1] ?? '';

const IMPORT = `mutation ($input: ImportAttendanceReportInput!) { importAttendanceReport(input: $input) { __typename
  ... on ImportAttendanceReportPayload { repeated report { id timeZone encoding delimiter dateOrder columns { field header }
    withdrawnAt counts { status rows } errorCounts { code errors } } }
  ... on Error { code message } ... on InvalidInputError { fields { path message } }
  ... on ReportZoneNeededError { sessionTimeZone } ... on ReportUnreadableError { because line }
  ... on ReportHeaderUnknownError { found expected } ... on ReportDatesOpenError { example }
  ... on ReportOfOtherTimeError { firstAt lastAt startsAt endsAt } ... on ReportKnownError { reportId } } }`;

export type Report = {
  id: string;
  encoding: string;
  delimiter: string;
  dateOrder: string;
  counts: { status: string; rows: number }[];
  errorCounts: { code: string; errors: number }[];
};
export type ImportAnswer = {
  __typename: string;
  repeated?: boolean;
  report: Report;
  code?: string;
  message?: string;
  fields?: { path: string; message: string }[];
  reportId?: string;
};
type At = { as: UserId; sessionId: string; now: string };

/** Keeps a file as the upload does. */
export const upload = async ({ world }: Events, { as, sessionId, now }: At, file: string | Buffer): Promise<string> => {
  const bytes = Buffer.isBuffer(file) ? file : Buffer.from(file);
  const act = userAct(as, new Date(now));
  await keepReportFile(world.db, act, { sessionId: keyOf(sessionId) as IntensiveDayId, bytes, vault: ASKED_VAULT });
  return createHash('sha256').update(bytes).digest('hex');
};

/** Uploads and imports a file; the answer of the API. */
export const importFile = async (
  events: Events,
  at: At,
  file: string | Buffer,
  changes: object = {},
): Promise<ImportAnswer> => {
  const fileSha256 = await upload(events, at, file);
  return importAgain(events, at, { fileSha256, ...changes });
};

export const importAgain = async (
  events: Events,
  { as, sessionId, now }: At,
  changes: object,
): Promise<ImportAnswer> => {
  const input = { sessionId, fileName: 'room.csv', timeZone: 'America/Los_Angeles', ...changes };
  return (await events.ask(as, IMPORT, { input }, new Date(now))).data.importAttendanceReport as ImportAnswer;
};

/** How many rows of a report stand how. */
export const countsOf = ({ report }: ImportAnswer): Record<string, number> =>
  Object.fromEntries(report.counts.map(({ status, rows }) => [status, rows]));

const REPORTS = `query ($id: ID!, $status: AttendanceRowStatus, $first: Int, $after: String, $errors: String) {
  node(id: $id) { ... on Intensive { sessions { id reports { id withdrawnAt counts { status rows }
    rows(status: $status, first: $first, after: $after) { pageInfo { hasNextPage endCursor } edges { node { id line status
      registrationId joinedAt leftAt name email code candidates { registrationId name } errors { column code } decision { reason } } } }
    errors(first: $first, after: $errors) { pageInfo { hasNextPage endCursor } edges { node { line field column code } } } } } } } }`;

export type Row = {
  id: string;
  line: number;
  status: string;
  registrationId: string | null;
  name: string | null;
  email: string | null;
  candidates: { registrationId: string; name: string | null }[];
  decision: { reason: string } | null;
};
type Page<Node> = { pageInfo: { hasNextPage: boolean; endCursor: string | null }; edges: { node: Node }[] };
export type ShownReport = {
  id: string;
  withdrawnAt: string | null;
  counts: { status: string; rows: number }[];
  rows: Page<Row>;
  errors: Page<{ line: number; field: string; column: string | null; code: string }>;
};

/** The reports of a session as a member sees them. */
export const reportsOf = async (
  events: Events,
  as: UserId,
  asked: {
    id: string;
    sessionId: string;
    status?: string;
    first?: number;
    after?: string | null;
    errors?: string | null;
  },
): Promise<ShownReport[]> => {
  const { sessionId, ...variables } = asked;
  const { data } = await events.ask(as, REPORTS, variables);
  const { sessions } = data.node as { sessions: { id: string; reports: ShownReport[] }[] };
  return sessions.find(({ id }) => id === sessionId)?.reports ?? [];
};

const DECIDE = `mutation ($input: DecideReportRowInput!) { decideReportRow(input: $input) { __typename
  ... on DecideReportRowPayload { row { status registrationId decision { reason } } }
  ... on Error { code message } ... on InvalidInputError { fields { path message } } } }`;

export const decide = async (events: Events, as: UserId, input: object) => {
  const given = { reason: 'Seen on camera.', ...input };
  return (await events.ask(as, DECIDE, { input: given })).data.decideReportRow as {
    row: { status: string; registrationId: string | null };
    code?: string;
    fields?: object[];
  };
};

const WITHDRAW = `mutation ($input: WithdrawAttendanceReportInput!) { withdrawAttendanceReport(input: $input) { __typename
  ... on WithdrawAttendanceReportPayload { report { id withdrawnAt } } ... on Error { code message } } }`;

export const withdraw = async (events: Events, as: UserId, reportId: string) => {
  const input = { reportId, reason: 'The zone was another.' };
  return (await events.ask(as, WITHDRAW, { input })).data.withdrawAttendanceReport as { code?: string };
};

export const HEAD = 'Name,User Email,Join Time,Leave Time\n';
/** A row of a report of the first day, with times on its wall clock. */
export type Line = [name: string, email: string, from: string, until: string];
/** A report as the platforms write it. */
export const csv = (...lines: Line[]) =>
  HEAD +
  lines.map(([name, email, from, until]) => `${name},${email},${DAYS[0]} ${from},${DAYS[0]} ${until}\n`).join('');
