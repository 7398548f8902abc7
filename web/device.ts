import { signal } from '@preact/signals';

/** What a person may ask this browser to keep. Nothing is kept unless they choose it; web/design/leave.js reads the same names. */
export type Setting = 'stay' | 'discreet' | 'no-shift' | 'scheme';
const SETTINGS: readonly Setting[] = ['stay', 'discreet', 'no-shift', 'scheme'];
const keyOf = (name: Setting): string => `attune-${name}`;

function stored(name: Setting): string | null {
  try {
    return localStorage.getItem(keyOf(name));
  } catch {
    return null;
  }
}

/** The settings of this browser. Where storage is refused they hold until the page is closed. */
export const device = signal<Record<Setting, string | null>>(
  Object.fromEntries(SETTINGS.map((name) => [name, stored(name)])) as Record<Setting, string | null>,
);

/** Keeps a setting in this browser, or with null forgets it. Answers whether the browser will know it the next time. */
export function choose(name: Setting, value: string | null): boolean {
  device.value = { ...device.value, [name]: value };
  dress();
  try {
    if (value === null) localStorage.removeItem(keyOf(name));
    else localStorage.setItem(keyOf(name), value);
    return true;
  } catch {
    return false;
  }
}

/** Forgets every setting. */
export function chooseNothing(): void {
  for (const name of SETTINGS) choose(name, null);
}

export const isDiscreet = (): boolean => device.value.discreet !== null;

const PLAIN = 'Reading';

/** The title that the browser shows and keeps in its history. */
export function titleOf(heading: string): string {
  if (isDiscreet()) return PLAIN;
  return heading === '' ? 'Attune' : `${heading} – Attune`;
}

/** Gives the page the chosen colors and, in discreet mode, a plain title. The icon is plain always. */
export function dress(): void {
  const { scheme } = device.value;
  if (scheme === null) delete document.documentElement.dataset.scheme;
  else document.documentElement.dataset.scheme = scheme;
  if (isDiscreet()) document.title = PLAIN;
}
