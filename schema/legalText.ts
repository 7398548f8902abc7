import type { AGREEMENT_KINDS } from '../drizzle/tables/privacy.ts';

export type AgreementKind = (typeof AGREEMENT_KINDS)[number];

/** A text that people agree to. A new wording is a new version. */
export type LegalText = { kind: AgreementKind; version: string; effectiveOn: string; title: string; text: string };
