const ROUND = /^\/learn\/([^/]+)/;

/** Whether two addresses are inside one round: in discreet mode a move between them makes no entry in the history. */
export function sameRound(from: string, to: string): boolean {
  const [, left] = ROUND.exec(from) ?? [];
  const [, right] = ROUND.exec(to) ?? [];
  return left !== undefined && left === right;
}
