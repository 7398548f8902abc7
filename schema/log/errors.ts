/** The stored log lacks or belies something of itself: `attune log verify` names it. */
export class LogDamaged extends Error {
  override name = 'LogDamaged';
}
