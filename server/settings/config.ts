import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isLoopback, SECRETS, SETTINGS, type SettingName, type Settings } from './settings.ts';
import { type StripeSettings, stripeFaults, stripeSettings } from './stripe.ts';

export type Config = {
  production: boolean;
  port: number;
  host: string;
  /** The public address of the service, without a trailing slash. */
  publicUrl: string;
  dataDir: string;
  /** The address for the application's role; null means the embedded PostgreSQL. */
  databaseUrl: string | null;
  /** The address for the owner's role, for migrations only. */
  migrationDatabaseUrl: string | null;
  sessionSecret: string;
  encryptionKey: string;
  /** A second key, which opens stored values and seals none, while the key is changed. */
  encryptionKeyBefore: string | null;
  /** The folder of signing keys; null means DATA_DIR/keys, made at the first start. */
  signingKeysDir: string | null;
  /** An RFC 3161 timestamp authority; null means seals without a timestamp. */
  tsaUrl: string | null;
  smtpUrl: string | null;
  mailFrom: string;
  /** Opens POST /mail/bounces to whoever sends it; null: there is no such address. */
  mailBounceSecret: string | null;
  /** How money is taken; null: paid registration is off. */
  stripe: StripeSettings | null;
  oidc: { issuer: string; audience: string } | null;
  /** Origins whose pages may call: our own address first, then ALLOWED_ORIGINS. */
  allowedOrigins: string[];
  /** The number of proxies in front, or their addresses. */
  trustProxy: number | string | false;
  /** A JSON file of hashes and documents. When set, the server runs no other document. */
  trustedDocumentsFile: string | null;
  /** In production /metrics answers only to this bearer token. */
  metricsToken: string | null;
  /** A folder that web/build.ts made; null: the pages are built from web/ when the service starts. */
  webDist: string | null;
  /** Where "Leave this page" goes: a page about nothing. */
  exitUrl: string;
  /** Whether readers may keep modules on their devices. False also removes what they keep. */
  keepsModules: boolean;
  /** The folder of the privacy notice, the terms and the consent; null: content/legal. */
  legalDir: string | null;
  logLevel: string;
  /** The cost of GraphQL operations that one network may spend in a minute; a person may spend a tenth of it. */
  networkCostPerMinute: number;
  studySpeed: number;
};

export type Environment = Readonly<Record<string, string | undefined>>;
/** Secrets for a machine without configured ones: made once, stored beside the data. */
export type LocalSecrets = (dataDir: string) => { sessionSecret: string; encryptionKey: string };

/** Everything that is wrong with the settings, one line each. */
export class ConfigFault extends Error {
  override name = 'ConfigFault';
  readonly faults: string[];
  constructor(faults: string[]) {
    super(['Attune cannot start with these settings:', ...faults.map((fault) => `  - ${fault}`)].join('\n'));
    this.faults = faults;
  }
}

/** Reads every setting once. Throws ConfigFault with all faults, not only the first. */
export function readConfig(environment: Environment, localSecrets: LocalSecrets): Config {
  const faults: string[] = [];
  const texts = withFiles(environment, faults);
  const settings = readSettings(texts, faults);
  const production = settings.NODE_ENV === 'production';
  faults.push(
    ...pairFaults(settings),
    ...stripeFaults(settings),
    ...(production ? productionFaults(settings, texts) : []),
  );
  if (faults.length > 0) throw new ConfigFault(faults);

  const dataDir = resolve(settings.DATA_DIR ?? '.data');
  const given = { sessionSecret: settings.SESSION_SECRET, encryptionKey: settings.ENCRYPTION_KEY };
  const secrets = production ? { sessionSecret: '', encryptionKey: '' } : localSecrets(dataDir);
  const port = settings.PORT ?? 4000;
  const publicUrl = settings.PUBLIC_URL ?? `http://localhost:${port}`;
  return {
    production,
    port,
    host: settings.HOST ?? (production ? '0.0.0.0' : '127.0.0.1'),
    publicUrl,
    dataDir,
    databaseUrl: settings.DATABASE_URL ?? null,
    migrationDatabaseUrl: settings.MIGRATION_DATABASE_URL ?? null,
    sessionSecret: given.sessionSecret ?? secrets.sessionSecret,
    encryptionKey: given.encryptionKey ?? secrets.encryptionKey,
    encryptionKeyBefore: settings.ENCRYPTION_KEY_BEFORE ?? null,
    signingKeysDir: settings.SIGNING_KEYS_DIR === undefined ? null : resolve(settings.SIGNING_KEYS_DIR),
    tsaUrl: settings.TSA_URL ?? null,
    smtpUrl: settings.SMTP_URL ?? null,
    mailFrom: settings.MAIL_FROM ?? 'Attune <no-reply@localhost>',
    mailBounceSecret: settings.MAIL_BOUNCE_SECRET ?? null,
    stripe: stripeSettings(settings),
    oidc:
      settings.OIDC_ISSUER !== undefined && settings.OIDC_AUDIENCE !== undefined
        ? { issuer: settings.OIDC_ISSUER, audience: settings.OIDC_AUDIENCE }
        : null,
    allowedOrigins: [
      ...new Set([publicUrl, ...ownAliases(publicUrl, production), ...(settings.ALLOWED_ORIGINS ?? [])]),
    ],
    trustProxy: settings.TRUST_PROXY ?? false,
    trustedDocumentsFile: settings.TRUSTED_DOCUMENTS ?? null,
    metricsToken: settings.METRICS_TOKEN ?? null,
    webDist: settings.WEB_DIST === undefined ? null : resolve(settings.WEB_DIST),
    exitUrl: settings.EXIT_URL ?? 'https://www.weather.gov/',
    keepsModules: settings.KEEP_MODULES !== 'off',
    legalDir: settings.LEGAL_DIR === undefined ? null : resolve(settings.LEGAL_DIR),
    logLevel: settings.LOG_LEVEL ?? (production ? 'info' : 'warn'),
    networkCostPerMinute: settings.NETWORK_COST_PER_MINUTE ?? 600_000,
    studySpeed: settings.STUDY_SPEED ?? 1,
  };
}

/** The texts of the environment. An empty text counts as unset. NAME_FILE is read for settings that may be a file. */
function withFiles(environment: Environment, faults: string[]): Partial<Record<SettingName, string>> {
  const texts: Partial<Record<SettingName, string>> = {};
  for (const name of Object.keys(SETTINGS) as SettingName[]) {
    const text = environment[name]?.trim();
    if (text) texts[name] = text;
    const file = SECRETS.includes(name) ? environment[`${name}_FILE`]?.trim() : undefined;
    if (!file) continue;
    if (text) faults.push(`${name} and ${name}_FILE are both set. Set only one of them.`);
    try {
      const content = readFileSync(file, 'utf8').trim();
      if (content === '') faults.push(`${name}_FILE names ${file}, which is empty.`);
      else texts[name] ??= content;
    } catch {
      faults.push(`${name}_FILE names ${file}, which cannot be read.`);
    }
  }
  return texts;
}

function readSettings(texts: Partial<Record<SettingName, string>>, faults: string[]): Settings {
  const read = Object.entries(SETTINGS).map(([name, setting]) => {
    const result = setting.safeParse(texts[name as SettingName]);
    if (!result.success) faults.push(...result.error.issues.map((issue) => `${name} ${issue.message}.`));
    return [name, result.data];
  });
  // The entries are exactly those of SETTINGS, each read by its own rule.
  return Object.fromEntries(read) as Settings;
}

function pairFaults(settings: Settings): string[] {
  const faults: string[] = [];
  if ((settings.OIDC_ISSUER === undefined) !== (settings.OIDC_AUDIENCE === undefined)) {
    faults.push('OIDC_ISSUER and OIDC_AUDIENCE belong together: set both or neither.');
  }
  if (settings.SMTP_URL !== undefined && settings.MAIL_FROM === undefined) {
    faults.push('MAIL_FROM is missing: with SMTP_URL set, mail needs a sender, like Attune <attune@example.org>.');
  }
  if (settings.MIGRATION_DATABASE_URL !== undefined && settings.DATABASE_URL === undefined) {
    faults.push('DATABASE_URL is missing although MIGRATION_DATABASE_URL is set.');
  }
  if (settings.ENCRYPTION_KEY_BEFORE !== undefined && settings.ENCRYPTION_KEY === undefined) {
    faults.push('ENCRYPTION_KEY is missing although ENCRYPTION_KEY_BEFORE is set.');
  }
  if (settings.ENCRYPTION_KEY !== undefined && settings.ENCRYPTION_KEY === settings.ENCRYPTION_KEY_BEFORE) {
    faults.push(
      'ENCRYPTION_KEY and ENCRYPTION_KEY_BEFORE are the same. Set the second to the other key, or not at all.',
    );
  }
  return faults;
}

function productionFaults(settings: Settings, texts: Partial<Record<SettingName, string>>): string[] {
  const faults: string[] = [];
  for (const name of ['PUBLIC_URL', 'DATABASE_URL', 'SESSION_SECRET', 'ENCRYPTION_KEY'] as const) {
    if (texts[name] === undefined) faults.push(`${name} is missing. In production it must be set.`);
  }
  for (const name of ['SESSION_SECRET', 'ENCRYPTION_KEY', 'ENCRYPTION_KEY_BEFORE'] as const) {
    const secret = settings[name];
    if (secret !== undefined && isWeak(secret)) {
      faults.push(`${name} is too easy to guess. Use 32 random bytes, for example from: openssl rand -base64 32`);
    }
  }
  if (settings.SESSION_SECRET !== undefined && settings.SESSION_SECRET === settings.ENCRYPTION_KEY) {
    faults.push('SESSION_SECRET and ENCRYPTION_KEY are the same. Use a different secret for each.');
  }
  if (settings.STUDY_SPEED !== undefined && settings.STUDY_SPEED !== 1) {
    faults.push('STUDY_SPEED must be 1 in production, where study time is real.');
  }
  const publicUrl = settings.PUBLIC_URL;
  if (publicUrl?.startsWith('http:') && !isLoopback(publicUrl)) {
    faults.push('PUBLIC_URL must start with https:// in production; cookies and links are not safe without it.');
  }
  return faults;
}

const isWeak = (secret: string): boolean =>
  secret.length < 32 || new Set(secret).size < 10 || /change.?me|example|password|secret/i.test(secret);

/** On a development machine the service answers to every name of the loopback address. */
function ownAliases(publicUrl: string, production: boolean): string[] {
  if (production || !isLoopback(publicUrl)) return [];
  const { protocol, port } = new URL(publicUrl);
  return ['localhost', '127.0.0.1', '[::1]'].map((host) => `${protocol}//${host}${port === '' ? '' : `:${port}`}`);
}
