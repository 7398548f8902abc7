/** Tells lines of tokens that are asked for in their order. A search begins where the one before ended. */
export function linesOf(block: string, firstLine: number): (raw: string) => number {
  let [at, line] = [0, firstLine];
  return (raw) => {
    const next = block.indexOf(raw.trimStart().split('\n', 1)[0] ?? '', at);
    if (next === -1) return line;
    line += breaksIn(block, at, next);
    at = next + 1;
    if (block[next] === '\n') line += 1;
    return line;
  };
}

export function breaksIn(text: string, from: number, to: number): number {
  let breaks = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) breaks += 1;
  return breaks;
}
