import type { Database } from '../../../drizzle/client.ts';
import type { HoldId, RegistrationId } from '../../../drizzle/ids.ts';

export async function confirmSeats(
  _tx: Database,
  _facts: { holdId: HoldId; at: Date; because: string },
): Promise<{ confirmed: RegistrationId[] } | { noSeat: true }> {
  throw new Error('of another part');
}
