/** Minutes of study as a reader reads them: counted ones rounded down, required ones up, so that the page never promises too much. */
export function studyMinutes(
  counted: number,
  required: number,
): { counted: number; required: number; left: number; enough: boolean } {
  const whole = Math.ceil(required / 60);
  const enough = counted >= required;
  const done = enough ? whole : Math.min(Math.floor(counted / 60), whole - 1);
  return { counted: done, required: whole, left: whole - done, enough };
}

/** Hours and minutes of a span, rounded up to a minute; what has passed is nothing. */
export function hoursAndMinutes(seconds: number): { hours: number; minutes: number } {
  const minutes = Math.max(0, Math.ceil(seconds / 60));
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}

/**
 * Seconds until a moment by the server's clock: what it said, and how long ago it said so. The clock of the device, which may be a
 * day off, has no part in it.
 */
export function secondsUntil(moment: string, serverTime: string, elapsedMs: number): number {
  return Math.max(0, (Date.parse(moment) - Date.parse(serverTime) - Math.max(0, elapsedMs)) / 1000);
}

type Notice = { country: string };

/** The services of the reader's country, then those for every country; the others apart. */
export function helpFor<N extends Notice>(notices: readonly N[], country: string | null): { near: N[]; others: N[] } {
  const own = notices.filter((one) => one.country === country);
  const all = notices.filter((one) => one.country === 'INTL');
  return { near: [...own, ...all], others: notices.filter((one) => !own.includes(one) && !all.includes(one)) };
}

/** The country of the profile, else the one that the browser's language names. */
export function countryOf(profile: string | null, languages: readonly string[]): string | null {
  if (profile !== null) return profile;
  for (const tag of languages) {
    const region = /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?-([A-Z]{2})\b/.exec(tag)?.[1];
    if (region !== undefined) return region;
  }
  return null;
}

type Item = { key: string; title: string; text: string };

/** The disclosures that say something else than those that were read. */
export function changedItems<I extends Item>(now: readonly I[], read: readonly Item[]): I[] {
  return now.filter(
    ({ key, title, text }) => !read.some((one) => one.key === key && one.title === title && one.text === text),
  );
}

/** Whether a consent is given in the version of the text that holds. */
export function isGiven({ version, text }: { version: string | null; text: { version: string } }): boolean {
  return version === text.version;
}

type Source = { specimen: boolean; organization: { fictional: boolean } };

/** Why the certificates of a course prove nothing, or null. A round that was studied as a specimen stays one. */
export function sampleOf({ specimen, organization }: Source, studied = false): 'SPECIMEN' | 'ORGANIZATION' | null {
  if (specimen || studied) return 'SPECIMEN';
  return organization.fictional ? 'ORGANIZATION' : null;
}
