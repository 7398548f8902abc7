/** A session ends after this long without a request, and at the latest this long after sign-in (OWASP ASVS 5.0, 7.3). */
export const SESSION_IDLE_SECONDS = 24 * 3600;
export const SESSION_LIFETIME_SECONDS = 14 * 24 * 3600;
/** A request extends the idle deadline only if it would move by this many seconds. Most requests therefore write nothing. */
export const SESSION_TOUCH_SECONDS = 600;

/** A person may change how they sign in only this soon after signing in (OWASP ASVS 5.0, 7.5.1). */
export const FRESH_SECONDS = 900;

/** The most passkeys of one person. */
export const MOST_PASSKEYS = 20;
/** How many challenges for a new passkey one person may have open: one for each window in which they began. */
export const MOST_CHALLENGES = 5;

/** Out-of-band codes are valid for at most ten minutes (OWASP ASVS 5.0, 6.5.5). */
export const CODE_SECONDS = 600;
export const CODE_DIGITS = 8;
export const TRIES_PER_CODE = 5;

/** How long a browser or program counts as one that signed in before. */
export const KNOWN_DEVICE_SECONDS = 180 * 24 * 3600;

/** The longest User-Agent header that is kept, in characters. */
export const MAX_USER_AGENT = 400;

/** At most `max` acts within `seconds` of the first. */
export type Limit = { max: number; seconds: number };

const DAY_SECONDS = 24 * 3600;

export const LIMITS = {
  /** Codes mailed to one address for one network; a sign-in from there starts the count again. */
  codesPerVisitor: { max: 5, seconds: 600 },
  codesPerVisitorAndDay: { max: 10, seconds: DAY_SECONDS },
  /** Codes mailed to one address for one device that signed in to it before. */
  codesPerDevice: { max: 5, seconds: 600 },
  codesPerDeviceAndDay: { max: 20, seconds: DAY_SECONDS },
  /** Codes mailed to one address for everybody else together. With five tries a code, it bounds the wrong codes of a day. */
  codesPerAddress: { max: 50, seconds: DAY_SECONDS },
  /** Tries of one code, in the browser that asked for it. */
  triesPerCode: { max: TRIES_PER_CODE, seconds: CODE_SECONDS },
  /** These limits are generous because a whole clinic or class may share one IP address. */
  codesPerNetwork: { max: 100, seconds: 600 },
  triesPerNetwork: { max: 300, seconds: 600 },
  /** Changes of their address that one person asks for. Each mails two codes. */
  addressChangesPerPerson: { max: 10, seconds: DAY_SECONDS },
  /** Requests of one kind from one device that signed in before. They do not count for its network. */
  actsPerDevice: { max: 30, seconds: 600 },
} satisfies Record<string, Limit>;

export type Counted = { count: number; windowStartedAt: Date };

/** Whether the act that was just counted is within its limit; if not, when the window ends. */
export function withinLimit({ count, windowStartedAt }: Counted, { max, seconds }: Limit) {
  return count <= max
    ? ({ ok: true } as const)
    : ({ ok: false, because: 'RATE_LIMITED', retryAt: new Date(windowStartedAt.getTime() + seconds * 1000) } as const);
}

// ISO 3166-1 alpha-2, officially assigned codes.
const COUNTRIES = new Set(
  `AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC
  CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD
  GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH
  KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW
  MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC
  SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY
  UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW`.split(/\s+/),
);

/** Whether this is an assigned ISO 3166-1 alpha-2 code, in capitals. */
export const isCountry = (text: string): boolean => COUNTRIES.has(text);

/**
 * A time zone's IANA name as given, so that an alias stays the name that the person chose; null for an offset or an unknown name.
 * The capitals of a name that is no alias are corrected.
 */
export function namedTimeZone(text: string): string | null {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{1,63}$/.test(text)) return null;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions();
    return timeZone.toLowerCase() === text.toLowerCase() ? timeZone : text;
  } catch {
    return null;
  }
}
