import { MOST_REPORT_BYTES } from '../../schema/attendance/operations/reportFiles.ts';
import { FEEDS, sendCalendar, sendFeed } from '../calendars/calendarRoutes.ts';
import { receiveReport, sendAttendance } from '../documents/attendanceRoutes.ts';
import { sendClaimPicture } from '../documents/claimPictureRoutes.ts';
import { sendCourseFile } from '../documents/courseFileRoutes.ts';
import { sendDoorCode } from '../documents/doorCodeRoute.ts';
import { sendBadges, sendDoorList } from '../documents/doorRoutes.ts';
import { sendCertificate } from '../documents/downloadRoutes.ts';
import { sendExport } from '../documents/exportRoutes.ts';
import { MOST_LETTER_BYTES, receiveLetter, sendLetter } from '../documents/letterRoutes.ts';
import { sendDocument, sendMoney } from '../documents/moneyRoutes.ts';
import { sendImage, sendPreview } from '../documents/previewRoutes.ts';
import { sendRoster } from '../documents/rosterRoutes.ts';
import { SHARED, showSharedTranscript } from '../documents/sharedTranscriptRoutes.ts';
import { sendTranscript } from '../documents/transcriptRoutes.ts';
import type { Route } from '../http/route.ts';
import type { Services } from '../services.ts';

/** PDFs and tables, for people who have the right to see them. */
export function documents(
  services: Pick<Services, 'db' | 'vault' | 'issuer' | 'pdfLinks' | 'settings' | 'secret' | 'readViewer' | 'clock'>,
): Route[] {
  return [
    {
      on: 'get',
      pattern: '/certificates/:file',
      name: '/certificates/:number.pdf',
      handle: sendCertificate(services),
      origins: 'OURS',
    },
    {
      on: 'get',
      pattern: '/certificates/preview/:file',
      name: '/certificates/preview/:enrollment.svg',
      handle: sendClaimPicture(services),
      origins: 'OURS',
    },
    {
      on: 'get',
      pattern: '/organizations/:slug/certificate-preview.pdf',
      handle: sendPreview(services),
      origins: 'OURS',
    },
    {
      on: 'get',
      pattern: '/organizations/:slug/images/:file',
      name: '/organizations/:slug/images/:sha256.png',
      handle: sendImage(services),
      origins: 'OURS',
    },
    {
      on: 'get',
      pattern: '/transcripts/:file',
      name: '/transcripts/:license.(pdf|csv)',
      handle: sendTranscript(services),
      origins: 'OURS',
    },
    {
      on: 'get',
      pattern: '/t/:secret',
      handle: showSharedTranscript(services),
      origins: 'OURS',
      limit: SHARED,
    },
  ];
}

/** Everything about the person who asks, as a file. */
const ownData = (services: Pick<Services, 'db' | 'vault' | 'readViewer' | 'clock'>): Route[] => [
  { on: 'post', pattern: '/data-export', handle: sendExport(services), origins: 'OURS' },
];

/** The letters of accreditors, for members of the organization that they approve. */
export function letters(services: Pick<Services, 'db' | 'secret' | 'readViewer' | 'clock'>): Route[] {
  return [
    {
      on: 'post',
      pattern: '/organizations/:slug/approval-letters',
      handle: receiveLetter(services),
      origins: 'OURS',
      bodyBytes: MOST_LETTER_BYTES,
    },
    { on: 'get', pattern: '/approvals/:id/letter', handle: sendLetter(services), origins: 'OURS' },
  ];
}

/** Rosters of awards, for members of the organization that gave them. */
const rosters = (services: Pick<Services, 'db' | 'vault' | 'secret' | 'readViewer' | 'clock'>): Route[] => [
  { on: 'get', pattern: '/approvals/:id/roster.csv', handle: sendRoster(services), origins: 'OURS' },
];

/** Reports of online rooms, and who was there, for members who keep the attendance of a training. */
export function attendance(services: Pick<Services, 'db' | 'vault' | 'secret' | 'readViewer' | 'clock'>): Route[] {
  return [
    {
      on: 'post',
      pattern: '/sessions/:id/attendance-reports',
      handle: receiveReport(services),
      origins: 'OURS',
      bodyBytes: MOST_REPORT_BYTES,
    },
    { on: 'get', pattern: '/sessions/:id/attendance.csv', handle: sendAttendance(services), origins: 'OURS' },
  ];
}

/** The calendar of a registration: a file for its person, and a feed for whoever has its address. */
function calendars(services: Pick<Services, 'db' | 'readViewer' | 'settings' | 'clock'>): Route[] {
  return [
    { on: 'get', pattern: '/registrations/:id/code.svg', handle: sendDoorCode(services), origins: 'OURS' },
    { on: 'get', pattern: '/registrations/:id/calendar.ics', handle: sendCalendar(services), origins: 'OURS' },
    {
      on: 'get',
      pattern: '/calendar/:file',
      name: '/calendar/:secret.ics',
      handle: sendFeed(services),
      origins: 'OURS',
      limit: FEEDS,
    },
  ];
}

/** Invoices and credit notes for whoever placed an order, and what organizations earned. */
function money(
  services: Pick<Services, 'db' | 'issuer' | 'secret' | 'readViewer' | 'clock' | 'stripeSeller'>,
): Route[] {
  return [
    {
      on: 'get',
      pattern: '/orders/:id/:file',
      name: '/orders/:id/:label.pdf',
      handle: sendDocument(services),
      origins: 'OURS',
    },
    { on: 'get', pattern: '/organizations/:slug/money.csv', handle: sendMoney(services), origins: 'OURS' },
  ];
}

/** The papers of a training's door, for members who record who is there. */
const doors = (services: Pick<Services, 'db' | 'issuer' | 'secret' | 'readViewer' | 'clock'>): Route[] => [
  { on: 'get', pattern: '/events/:id/:day/door-list.pdf', handle: sendDoorList(services), origins: 'OURS' },
  { on: 'get', pattern: '/events/:id/badges.pdf', handle: sendBadges(services), origins: 'OURS' },
];

/** Files of courses, by their hashes. */
const courseFiles = (services: Pick<Services, 'db'>): Route[] => [
  { on: 'get', pattern: '/files/:file', handle: sendCourseFile(services), origins: 'OURS' },
];

/** Every document and table for people who have the right to it. */
export function documentRoutes(services: Services): Route[] {
  return [
    ...documents(services),
    ...ownData(services),
    ...letters(services),
    ...rosters(services),
    ...attendance(services),
    ...calendars(services),
    ...money(services),
    ...doors(services),
    ...courseFiles(services),
  ];
}
