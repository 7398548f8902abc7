/** The stored log is incomplete or contradicts itself. `attune log verify` says where. */
export class LogDamaged extends Error {
  override name = 'LogDamaged';
}
