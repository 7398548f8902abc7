import { minutes } from './lengths.ts';

const span = ({ hours, minutes: rest }: { hours: number; minutes: number }): string =>
  hours === 0
    ? minutes(rest)
    : `${hours} ${hours === 1 ? 'hour' : 'hours'}${rest === 0 ? '' : ` and ${minutes(rest)}`}`;

export const enrollments = {
  title: 'Your learning',
  empty: 'You have not started a course.',
  noneOpen: 'No course is under way.',
  toCourses: 'See the courses',
  go: 'Continue',
  openTest: 'You have a test open',
  goOnTest: 'Go on with the test',
  timeLeft: (left: { hours: number; minutes: number }) => `${span(left)} left`,
  noLimit: 'There is no time limit.',
  timeOver: 'Its time is over. The answers that were saved count.',
  moduleOf: (number: number, total: number) => `Module ${number} of ${total}`,
  module: (number: number) => `Module ${number}`,
  minutesLeft: (count: number) => (count === 0 ? 'Enough time is counted here.' : `About ${minutes(count)} left here.`),
  allRead: 'All modules are read. See what comes next.',
  seeNext: 'What is left',
  openRounds: 'Under way',
  closedRounds: 'Finished and closed',
  roundTimes: (round: number) => `Round ${round}`,
  purposes: {
    CREDIT: 'For a board or an employer',
    PERSONAL: 'For yourself',
    INSTRUCTOR: 'As its instructor',
  } as Record<string, string>,
  claimedOn: (day: string) => `Certificate issued on ${day}`,
  withdrawnOn: (day: string) => `Withdrawn on ${day}`,
  progress: (done: number, total: number) => `${done} of ${total} modules finished`,
  newest: 'Your newest certificate',
  toCertificate: 'See the certificate',
  allCertificates: 'All certificates',
  hours: {
    STUDIED: (hours: string) => `${hours} ${hours === '1.00' ? 'hour' : 'hours'} of study`,
    ATTENDED: (hours: string) => `${hours} ${hours === '1.00' ? 'hour' : 'hours'} attended`,
    TAUGHT: (hours: string) => `${hours} ${hours === '1.00' ? 'hour' : 'hours'} taught`,
  },
  doneOn: {
    COMPLETION: (day: string) => `Completed on ${day}`,
    ATTENDANCE: (day: string) => `Attended until ${day}`,
    TEACHING: (day: string) => `Taught until ${day}`,
  },
  registrations: 'Your events',
  registrationStates: {
    APPLIED: 'You have applied.',
    AWAITING_PAYMENT: 'A place is kept until payment arrives.',
    CANCELLED: 'Cancelled.',
    CONFIRMED: 'You have a place.',
    DECLINED: 'Declined.',
    HELD: 'A place is kept for you for a short time.',
    LAPSED: 'The place was given up.',
    OFFERED: 'A place is offered to you.',
    TRANSFERRED: 'The place went to somebody else.',
  } as Record<string, string>,
};
