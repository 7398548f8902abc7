/** What certificates print. They are sealed in English, and a page shows it as it is printed. */
export const printed = {
  kinds: {
    COMPLETION: { name: 'Certificate of completion', hours: 'of study', done: 'Completed on' },
    ATTENDANCE: { name: 'Certificate of attendance', hours: 'attended', done: 'Attended until' },
    TEACHING: { name: 'Certificate of teaching', hours: 'taught', done: 'Taught until' },
  },
  awardedTo: 'Awarded to',
  specimen: 'Specimen',
  version: (version: string) => `Version ${version}`,
  hours: (amount: string, done: string) => `${amount} ${amount === '1' ? 'hour' : 'hours'} ${done} of 60 minutes`,
  doneOn: (done: string, day: string) => `${done} ${dayPrinted(day)}`,
  validUntil: (day: string) => `Valid until ${dayPrinted(day)}`,
  credit: (amount: string, unit: string, body: string) => `${amount} ${unit}, ${body}`,
};

const dayPrinted = (day: string): string =>
  new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day));

/** What a certificate says of its kind. */
export function kindOf({ certifies }: { certifies: string | null }) {
  if (certifies === 'TEACHING') return printed.kinds.TEACHING;
  return certifies === 'ATTENDANCE' ? printed.kinds.ATTENDANCE : printed.kinds.COMPLETION;
}
