/** What certificates print. They are sealed in English, and a page shows it as it is printed. */
export const printed = {
  ofCompletion: 'Certificate of completion',
  awardedTo: 'Awarded to',
  specimen: 'Specimen',
  version: (version: string) => `Version ${version}`,
  hours: (amount: string) => `${amount} ${amount === '1' ? 'hour' : 'hours'} of study of 60 minutes`,
  completedOn: (day: string) => `Completed on ${dayPrinted(day)}`,
  validUntil: (day: string) => `Valid until ${dayPrinted(day)}`,
  credit: (amount: string, unit: string, body: string) => `${amount} ${unit}, ${body}`,
};

const dayPrinted = (day: string): string =>
  new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day));
