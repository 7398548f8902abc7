import { AddressRefusedError, reasonOfRefusal } from '../../schema/accounts/rules/bounces.ts';
import type { Log } from '../http/logging.ts';

type Answered = { responseCode: number; command: string; response: string };

const answered = (error: unknown): Answered | null =>
  error instanceof Error && 'responseCode' in error && 'command' in error && 'response' in error
    ? (error as Error & Answered)
    : null;

/** The error of a mail that was not taken: AddressRefused when that is the address's fault, for good; else the error as it came. */
export function refusedBy(error: unknown, to: string): unknown {
  const answer = answered(error);
  if (answer === null) return error;
  const { command, responseCode: reply, response: text } = answer;
  const reason = reasonOfRefusal({ command, reply, text });
  return reason === null ? error : new AddressRefusedError(to, reason);
}

/** Logs that mail was refused for good, without an address: operators mend what is not the address's fault. */
export function loggingRefusals<Mail>(send: (mail: Mail) => Promise<void>, log: Log): (mail: Mail) => Promise<void> {
  return async (mail) => {
    try {
      await send(mail);
    } catch (error) {
      const reply = answered(error)?.responseCode ?? 0;
      if (error instanceof AddressRefusedError) log.info({ reason: error.reason }, 'mail refused: its address');
      else if (reply >= 500) log.error({ reply }, 'mail refused: not for its address, so look at the mail server');
      throw error;
    }
  };
}
