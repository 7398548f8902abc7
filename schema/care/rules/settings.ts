/** What an organization says before anything of care is open. */
export const CARE_FACTS = [
  'RESPONSIBLE_CLINICIAN',
  'COUNTRY',
  'LAW',
  'PRIVACY_NOTICE',
  'CONFIDENTIALITY_LIMITS',
  'PROCESSOR_AGREEMENT',
  'READERS',
  'READ_WITHIN',
] as const;
export type CareFact = (typeof CARE_FACTS)[number];

export type CareFacts = {
  responsibleClinician: string | null;
  country: string | null;
  law: string | null;
  privacyNotice: string | null;
  confidentialityLimits: string | null;
  processorReference: string | null;
  processorSignedOn: string | null;
  readers: string | null;
  readWithinDays: number | null;
};

/** Settings in which nothing is missing. */
export type WholeCareFacts<Settings extends CareFacts> = Settings & {
  [Fact in keyof CareFacts]: NonNullable<CareFacts[Fact]>;
};

/** Which facts an organization has not said yet; all of them where it said nothing. */
export function missingFacts(settings: CareFacts | null): CareFact[] {
  const said: Record<CareFact, boolean> = {
    RESPONSIBLE_CLINICIAN: settings?.responsibleClinician != null,
    COUNTRY: settings?.country != null,
    LAW: settings?.law != null,
    PRIVACY_NOTICE: settings?.privacyNotice != null,
    CONFIDENTIALITY_LIMITS: settings?.confidentialityLimits != null,
    PROCESSOR_AGREEMENT: settings?.processorReference != null && settings.processorSignedOn !== null,
    READERS: settings?.readers != null,
    READ_WITHIN: settings?.readWithinDays != null,
  };
  return CARE_FACTS.filter((fact) => !said[fact]);
}

/** Whether nothing is missing. */
export function isWhole<Settings extends CareFacts>(settings: Settings | null): settings is WholeCareFacts<Settings> {
  return missingFacts(settings).length === 0;
}
