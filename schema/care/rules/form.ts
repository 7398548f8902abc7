/** By which way a person may be reached. */
export const CHANNELS = ['CALL', 'TEXT_MESSAGE', 'MAIL', 'OTHER'] as const;
export type Channel = (typeof CHANNELS)[number];

/** What the form asks, and nothing else: never of violence, of suicide or of an affair. */
export type IntakeAnswers = {
  goals: string;
  needs: string;
  /** How the person may safely be reached alone. */
  channels: Channel[];
  /** The number or address. */
  reachAt: string;
  /** The times. */
  reachWhen: string;
  doNotWrite: boolean;
  doNotLeaveMessage: boolean;
};

/** The most characters of each text. */
export const MOST = { goals: 4_000, needs: 4_000, reachAt: 300, reachWhen: 500, plan: 10_000 } as const;

/** Everybody reads this, whatever they answer. */
export const NOT_FOR_EMERGENCIES =
  'Nobody reads this at once. It is not for emergencies. If you or somebody near you is in danger, call one of the services below or the emergency number of your country.';
