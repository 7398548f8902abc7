import { z } from 'zod';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** An address that only this machine can reach. */
export const isLoopback = (url: string): boolean => LOOPBACK.has(new URL(url).hostname);

function origin(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  const bare = url !== null && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  return bare && (url.protocol === 'http:' || url.protocol === 'https:') ? url.origin : null;
}

const originText = (example: string) =>
  z.string().transform((text, context) => {
    const read = origin(text.trim());
    if (read !== null) return read;
    context.addIssue({ code: 'custom', message: `must be an http or https address without a path, like ${example}` });
    return z.NEVER;
  });

const urlOf = (protocols: string[], example: string) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    message: `must be an address like ${example}`,
  });

const postgresUrl = urlOf(['postgres:', 'postgresql:'], 'postgres://attune_app:password@db.example.org:5432/attune');

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const wholeNumber = (min: number, max: number) =>
  z.string().transform((text, context) => {
    if (/^\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max) return Number(text);
    context.addIssue({ code: 'custom', message: `must be a whole number from ${min} to ${max}` });
    return z.NEVER;
  });

const origins = z.string().transform((text, context) =>
  listOf(text).flatMap((part) => {
    const read = origin(part);
    if (read === null) context.addIssue({ code: 'custom', message: `"${part}" must be like https://app.example.org` });
    return read ?? [];
  }),
);

// A bare "true" would trust any address that a client claims.
const trustProxy = z.string().transform((text, context) => {
  if (/^\d$/.test(text)) return Number(text);
  const parts = listOf(text);
  const known = (part: string) => /^(loopback|linklocal|uniquelocal|[0-9a-fA-F:.]+(\/\d{1,3})?)$/.test(part);
  if (parts.length > 0 && parts.every(known)) return parts.join(', ');
  context.addIssue({
    code: 'custom',
    message: 'must be the number of proxies in front, or their addresses, like 1 or loopback, 10.0.0.0/8',
  });
  return z.NEVER;
});

const speed = z.string().transform((text, context) => {
  const read = Number(text);
  if (/^[\d.]+$/.test(text) && read >= 1 && read <= 1_000_000) return read;
  context.addIssue({ code: 'custom', message: 'must be a number from 1 to 1000000' });
  return z.NEVER;
});

/** Each setting of the environment, read as text. The key's name is the variable's name. */
export const SETTINGS = {
  NODE_ENV: z
    .enum(['production', 'development', 'test'], { error: 'must be production, development or test' })
    .optional(),
  PORT: wholeNumber(0, 65_535).optional(),
  HOST: z.string().optional(),
  PUBLIC_URL: originText('https://attune.example.org').optional(),
  DATA_DIR: z.string().optional(),
  DATABASE_URL: postgresUrl.optional(),
  MIGRATION_DATABASE_URL: postgresUrl.optional(),
  SESSION_SECRET: z.string().optional(),
  ENCRYPTION_KEY: z.string().optional(),
  ENCRYPTION_KEY_BEFORE: z.string().optional(),
  SIGNING_KEYS_DIR: z.string().optional(),
  TSA_URL: urlOf(['https:', 'http:'], 'https://timestamp.example.org').optional(),
  SMTP_URL: urlOf(['smtp:', 'smtps:'], 'smtps://user:password@mail.example.org:465').optional(),
  MAIL_BOUNCE_SECRET: z.string().min(20, 'must have at least 20 characters').optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*@[^\r\n]*$/, 'must be a mail address, like Attune <attune@example.org>')
    .optional(),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^[sr]k_(test|live)_\w{8,}$/, 'must be a secret or restricted key of Stripe, like sk_test_...')
    .optional(),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_\S{8,}$/, 'must be the signing secret of a webhook endpoint, like whsec_...')
    .optional(),
  STRIPE_API_BASE: originText('https://api.stripe.com').optional(),
  STRIPE_SELLER: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'must be the slug of an organization, like sample-institute')
    .optional(),
  OIDC_ISSUER: urlOf(['https:', 'http:'], 'https://login.example.org').optional(),
  OIDC_AUDIENCE: z.string().optional(),
  ALLOWED_ORIGINS: origins.optional(),
  TRUST_PROXY: trustProxy.optional(),
  TRUSTED_DOCUMENTS: z.string().optional(),
  WEB_DIST: z.string().optional(),
  LEGAL_DIR: z.string().optional(),
  EXIT_URL: urlOf(['https:', 'http:'], 'https://www.weather.gov').optional(),
  KEEP_MODULES: z.enum(['on', 'off'], { error: 'must be on or off' }).optional(),
  METRICS_TOKEN: z.string().min(20, 'must have at least 20 characters').optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be fatal, error, warn, info, debug, trace or silent',
    })
    .optional(),
  NETWORK_COST_PER_MINUTE: wholeNumber(10_000, 999_999_999).optional(),
  STUDY_SPEED: speed.optional(),
} satisfies Record<string, z.ZodType>;

export type SettingName = keyof typeof SETTINGS;
export type Settings = { [Name in SettingName]: z.output<(typeof SETTINGS)[Name]> };

/** These may also be given as NAME_FILE: the path of a file that contains the value. */
export const SECRETS: readonly SettingName[] = [
  'DATABASE_URL',
  'MIGRATION_DATABASE_URL',
  'SESSION_SECRET',
  'ENCRYPTION_KEY',
  'ENCRYPTION_KEY_BEFORE',
  'SMTP_URL',
  'MAIL_BOUNCE_SECRET',
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'METRICS_TOKEN',
];
