/** "kotahi te pātai", "e 3 ngā pātai", "12 ngā pātai": tekau and rau take no "e". */
export function many(count: number, noun: string): string {
  if (count === 0) return `kāore he ${noun}`;
  if (count === 1) return `kotahi te ${noun}`;
  const e = count < 10 || (count > 19 && count < 100) ? 'e ' : '';
  return `${e}${count.toLocaleString('mi')} ngā ${noun}`;
}

/** The same at the beginning of a sentence. */
export function manyFirst(count: number, noun: string): string {
  const said = many(count, noun);
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}`;
}
