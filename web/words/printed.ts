const HOURS = { STUDIED: 'of study', ATTENDED: 'attended', TAUGHT: 'taught' };

/** What certificates print. They are sealed in English, and a page shows it as it is printed. */
export const printed = {
  kinds: {
    COMPLETION: { name: 'Certificate of completion', done: 'Completed on' },
    ATTENDANCE: { name: 'Certificate of attendance', done: 'Attended until' },
    TEACHING: { name: 'Certificate of teaching', done: 'Taught until' },
  },
  awardedTo: 'Awarded to',
  specimen: 'Specimen',
  version: (version: string) => `Version ${version}`,
  hours: (amount: string, kind: keyof typeof HOURS) =>
    `${amount} ${amount === '1' ? 'hour' : 'hours'} ${HOURS[kind]} of 60 minutes`,
  session: (day: string, place: string, format: string) => `${dayPrinted(day)}, ${place} (${format})`,
  doneOn: (done: string, day: string) => `${done} ${dayPrinted(day)}`,
  validUntil: (day: string) => `Valid until ${dayPrinted(day)}`,
  credit: (amount: string, unit: string, body: string) => `${amount} ${unit}, ${body}`,
};

const dayPrinted = (day: string): string =>
  new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day));
