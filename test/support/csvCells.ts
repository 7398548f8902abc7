/** The rows of a CSV file by the names of its columns, for tests whose cells hold no line break. */
export function csvCells(text: string): Record<string, string>[] {
  const [header = '', ...rows] = text
    .replace(/^\ufeff/, '')
    .split('\r\n')
    .slice(0, -1)
    .map(cellsOf);
  return rows.map((row) => Object.fromEntries(row.map((cell, at) => [header[at], cell])));
}

function cellsOf(line: string): string[] {
  const cells = line.match(/(?<=^|,)("([^"]|"")*"|[^,]*)(?=,|$)/g) ?? [];
  return cells.map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell));
}
