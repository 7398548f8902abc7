import { keyIdOf, seal, unseal, type Vault } from './encryption.ts';

/** A vault while the service's key is changed: `before` opens what is to be sealed anew. */
export type ChangingVault = Vault & { before: Vault };

/** A row with a sealed value, which comes only if the former key sealed it; keyId names the key that did, null without a value. */
export type SealedRow = { id: string; keyId: string | null; sealed: Buffer | null };
type Opened<Row> = Row & { sealed: Buffer };

/** How many rows are read at once. */
export const PAGE = 200;
const FIRST = '00000000-0000-0000-0000-000000000000';

export type SealedColumn<Row extends SealedRow, Anew> = {
  /** The next PAGE rows after an id, in the order of their ids. `former` is the name of the former key. */
  page: (place: { after: string; former: Buffer }) => Promise<Row[]>;
  /** Its columns under the new key. Throws when the value cannot be opened. */
  sealAnew: (row: Opened<Row>) => Anew;
  /** Stores them unless the row's value is no longer `sealed`. */
  write: (row: Anew & { id: string; sealed: Buffer }) => Promise<unknown>;
};

/** `unreadable` are rows that the former key sealed and does not open; `foreign` are sealed under a third key. */
export type Resealed = { count: number; unreadable: string[]; foreign: number };

/**
 * Seals every value of a column anew that the former key sealed, row by row. May be ended at any time and run again, also while
 * the service writes: a row that changes meanwhile keeps its change.
 */
export async function resealColumn<Row extends SealedRow, Anew extends object>(
  vault: ChangingVault,
  column: SealedColumn<Row, Anew>,
): Promise<Resealed> {
  const done: Resealed = { count: 0, unreadable: [], foreign: 0 };
  const former = Buffer.from(vault.before.keyId, 'latin1');
  for (let after: string | undefined = FIRST; after !== undefined; ) {
    const rows: Row[] = await column.page({ after, former });
    for (const row of rows) await resealRow(vault, column, row, done);
    after = rows.at(-1)?.id;
  }
  return done;
}

async function resealRow<Row extends SealedRow, Anew extends object>(
  vault: ChangingVault,
  column: SealedColumn<Row, Anew>,
  row: Row,
  done: Resealed,
): Promise<void> {
  const { id, sealed, keyId } = row;
  if (sealed === null) {
    if (keyId !== null && keyId !== vault.keyId) done.foreign += 1;
    return;
  }
  const anew = attempt(() => column.sealAnew({ ...row, sealed }));
  if (anew === null) {
    done.unreadable.push(id);
    return;
  }
  await column.write({ ...anew, id, sealed });
  done.count += 1;
}

function attempt<Result>(act: () => Result): Result | null {
  try {
    return act();
  } catch {
    return null;
  }
}

/** The same value under the vault's own key. */
export function resealed(vault: Vault, sealed: Buffer, place: string): Buffer {
  return keyIdOf(sealed) === vault.keyId ? sealed : seal(vault, unseal(vault, sealed, place), place);
}
