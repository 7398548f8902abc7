import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, snakeCase, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant, oneOf } from '../columns.ts';
import type { AuthSessionId, ProfileId, UserId } from '../ids.ts';
import { policy } from '../policy.ts';

/** People who can sign in. The identity library defines the columns; the legal name is in profiles. */
export const users = snakeCase.table(
  'users',
  {
    id: idColumn<UserId>(),
    name: text().notNull().default(''),
    /** The address in the form by which addresses are compared. It finds the account. */
    email: text().notNull(),
    /** Where mail goes: the address as its person typed it. Null when `email` is what was typed. */
    mailAddress: text(),
    emailVerified: boolean().notNull().default(false),
    image: text(),
    /** When set, mail codes open no session of this person. */
    passkeyRequiredAt: instant(),
    /** When set, all sessions of this person are invalid and they get no new one. */
    disabledAt: instant(),
    createdAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('users_address_key').on(t.email),
    // Only the release before asks by it. The next release drops it.
    uniqueIndex('users_email_key').on(sql`lower(${t.email})`),
    check('users_email_lower', sql`${t.email} = lower(${t.email})`),
    // gmail.com and googlemail.com deliver to one mailbox.
    check(
      'users_mail_address',
      sql`regexp_replace(lower(${t.mailAddress}), '@googlemail[.]com$', '@gmail.com')
        = regexp_replace(${t.email}, '@googlemail[.]com$', '@gmail.com')`,
    ),
  ],
);

export const usersPolicy = policy(users, {
  rows: 'kept',
  personal: ['name', 'email', 'mailAddress', 'image'],
  protection: 'the person’s own session only',
  person: 'id',
  exported: {
    as: 'account',
    one: true,
    columns: ['id', 'email', 'mailAddress', 'emailVerified', 'passkeyRequiredAt', 'createdAt'],
    without: { columns: ['name', 'image'], because: 'left empty: the profile has the name' },
  },
  erasure: { step: 'blanked and disabled; an address that cannot exist replaces theirs' },
});

/** Signed-in browsers and devices. Tokens are stored as SHA-256 only. */
export const sessions = snakeCase.table(
  'sessions',
  {
    id: idColumn<AuthSessionId>(),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    token: text().notNull(),
    signedInBy: text().notNull().default('EMAIL_CODE'),
    expiresAt: instant().notNull(),
    ipAddress: text(),
    userAgent: text(),
    createdAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
  },
  (t) => [
    unique('sessions_token_key').on(t.token),
    index('sessions_user_idx').on(t.userId),
    index('sessions_expiry_idx').on(t.expiresAt),
    check('sessions_token_hashed', sql`${t.token} ~ '^[A-Za-z0-9_-]{43}$'`),
    check('sessions_signed_in_by', oneOf('signed_in_by', ['EMAIL_CODE', 'PASSKEY', 'EXTERNAL'])),
    // Use extends a session, but never beyond 14 days from sign-in.
    check('sessions_absolute_lifetime', sql`extract(epoch from ${t.expiresAt} - ${t.createdAt}) <= 1209600`),
  ],
);

export const sessionsPolicy = policy(sessions, {
  rows: 'passing',
  personal: ['ipAddress', 'userAgent'],
  notPersonal: ['token', 'signedInBy'],
  protection: 'token as SHA-256',
  person: 'userId',
  exported: {
    as: 'sessions',
    columns: ['signedInBy', 'ipAddress', 'userAgent', 'createdAt', 'updatedAt', 'expiresAt'],
  },
  erasure: 'goes',
});

/** A person's ways to sign in, for instance an outside issuer's subject. */
export const accounts = snakeCase.table(
  'accounts',
  {
    id: idColumn(),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    accountId: text().notNull(),
    providerId: text().notNull(),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: instant(),
    refreshTokenExpiresAt: instant(),
    scope: text(),
    password: text(),
    createdAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
  },
  (t) => [unique('accounts_provider_key').on(t.providerId, t.accountId), index('accounts_user_idx').on(t.userId)],
);

// Rows are deleted only with their person: a trigger refuses every other deletion.
export const accountsPolicy = policy(accounts, {
  rows: 'passing',
  personal: ['accountId', 'accessToken', 'refreshToken', 'idToken', 'password'],
  notPersonal: ['providerId', 'scope'],
  protection: 'an outside issuer’s subject',
  person: 'userId',
  exported: {
    as: 'outsideAccounts',
    columns: ['providerId', 'accountId', 'createdAt'],
    without: { columns: ['accessToken', 'refreshToken', 'idToken', 'password'], because: 'secrets' },
  },
  erasure: 'goes',
});

/** One-time codes and challenges, hashed. */
export const verifications = snakeCase.table(
  'verifications',
  {
    id: idColumn(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: instant().notNull(),
    createdAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
  },
  (t) => [index('verifications_identifier_idx').on(t.identifier), index('verifications_expiry_idx').on(t.expiresAt)],
);

export const verificationsPolicy = policy(verifications, {
  rows: 'passing',
  personal: ['identifier', 'value'],
  protection: 'hashed; swept',
  person: null,
  exported: { not: 'codes and challenges, deleted within minutes' },
  erasure: { step: 'deleted if they contain the person’s key or address' },
});

/** WebAuthn credentials. */
export const passkeys = snakeCase.table(
  'passkeys',
  {
    id: idColumn(),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text(),
    publicKey: text().notNull(),
    credentialID: text('credential_id').notNull(),
    counter: integer().notNull(),
    deviceType: text().notNull(),
    backedUp: boolean().notNull(),
    transports: text(),
    aaguid: text(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [unique('passkeys_credential_key').on(t.credentialID), index('passkeys_user_idx').on(t.userId)],
);

export const passkeysPolicy = policy(passkeys, {
  rows: 'passing',
  personal: ['name', 'publicKey', 'credentialID', 'aaguid'],
  notPersonal: ['deviceType', 'transports'],
  protection: 'the person’s own session only',
  person: 'userId',
  exported: {
    as: 'passkeys',
    columns: ['name', 'deviceType', 'backedUp', 'createdAt'],
    without: { columns: ['publicKey', 'credentialID', 'aaguid'], because: 'keys of a device' },
  },
  erasure: 'goes',
});

/** Counted acts per key and window (codes sent, codes tried, names guessed). The key is a keyed hash, never an address; for a mail, the id of its job. */
export const throttles = snakeCase.table(
  'throttles',
  {
    id: idColumn(),
    key: text().notNull(),
    windowStartedAt: instant().notNull(),
    count: integer().notNull(),
  },
  (t) => [
    unique('throttles_key_key').on(t.key),
    index('throttles_window_idx').on(t.windowStartedAt),
    check('throttles_count', sql`${t.count} >= 0`),
  ],
);

export const throttlesPolicy = policy(throttles, {
  rows: 'passing',
  personal: ['key'],
  protection: 'keyed hash of an address or an account; swept',
  person: null,
  exported: { not: 'counts under a hash, deleted within a day' },
  erasure: { step: 'the counts of exports, recoveries and the like are deleted; no other can be found by person' },
});

/** Broad groups, so that an evaluation grouped by profession identifies no one. */
export const PROFESSIONS = [
  'COUNSELLOR',
  'PSYCHOTHERAPIST',
  'PSYCHOLOGIST',
  'SOCIAL_WORKER',
  'MARRIAGE_AND_FAMILY_THERAPIST',
  'NURSE',
  'PHYSICIAN',
  'PASTORAL_OR_PEER_HELPER',
  'STUDENT',
  'OTHER',
] as const;

/** What a learner states about themselves; certificates print legalName. */
export const profiles = snakeCase.table(
  'profiles',
  {
    id: idColumn<ProfileId>(),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    legalName: text(),
    country: text(),
    timeZone: text(),
    profession: text({ enum: PROFESSIONS }),
    /** In which language pages and mails speak to them. Null: the language of their browser. */
    language: text(),
    createdAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
  },
  (t) => [
    unique('profiles_user_key').on(t.userId),
    check('profiles_legal_name', sql`char_length(${t.legalName}) between 1 and 120`),
    check('profiles_profession', oneOf('profession', PROFESSIONS)),
    check('profiles_country', sql`${t.country} ~ '^[A-Z]{2}$'`),
    check('profiles_language', sql`${t.language} ~ '^[a-z]{2,3}$'`),
  ],
);

// Rows are deleted only with their person: a trigger refuses every other deletion.
export const profilesPolicy = policy(profiles, {
  rows: 'passing',
  personal: ['legalName', 'country', 'timeZone', 'profession', 'language'],
  protection:
    'the person’s own session only, but members of an organization read the name of a member who acted for it',
  person: 'userId',
  exported: {
    as: 'profile',
    one: true,
    columns: ['legalName', 'country', 'timeZone', 'profession', 'language', 'createdAt', 'updatedAt'],
  },
  erasure: 'goes',
});
