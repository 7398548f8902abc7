/** The first words of the app's addresses to which somebody may come back after signing in. */
export const COMES_BACK = [
  'desk',
  'enroll',
  'join',
  'learn',
  'licenses',
  'me',
  'register',
  'registrations',
  'taught',
  'transcript',
  'wallet',
] as const;

const PLAIN = new RegExp(String.raw`^/(?:${COMES_BACK.join('|')})(?:/[\w\-.:~%]+)*(?:\?[\w\-.:%=&]*)?$`);

/** Where to go after a step of signing in: the plain address of the app that `next` names, or the learning page. */
export function nextIn(search: string): string {
  const next = new URLSearchParams(search).get('next') ?? '';
  const [path = ''] = next.split('?', 1);
  return PLAIN.test(next) && path.slice(1).split('/').every(isPart) ? next : '/learn';
}

/** Whether a part of a path can be read, and is read by nobody as a step elsewhere. */
function isPart(part: string): boolean {
  try {
    const read = decodeURIComponent(part);
    return read !== '.' && read !== '..' && !/[/\\\p{Cc}]/u.test(read);
  } catch {
    return false;
  }
}
