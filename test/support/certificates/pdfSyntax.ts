/**
 * Reads PDF syntax (ISO 32000-1, 7) out of finished bytes, by the file's own cross-reference table. Shares no
 * code with what draws.
 */
export type Dict = Map<string, Value>;
export type Stream = { dict: Dict; raw: Buffer };
export type Ref = { ref: number };
/** Names carry their stroke: '/Page'. Strings are buffers. */
export type Value = number | boolean | null | string | Buffer | Ref | Value[] | Dict | Stream;

const WHITE = /[\0\t\n\f\r ]/;
const DELIMITER = /[()<>[\]{}/%\0\t\n\f\r ]/;
const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** Gives values one after another; a bare word that is no value comes as { word }. */
export function lexer(text: string, start = 0) {
  let at = start;
  const skip = () => {
    for (;;) {
      while (at < text.length && WHITE.test(text.charAt(at))) at++;
      if (text.charAt(at) !== '%') return;
      while (at < text.length && !/[\r\n]/.test(text.charAt(at))) at++;
    }
  };
  const word = (): string => {
    const from = at;
    while (at < text.length && !DELIMITER.test(text.charAt(at))) at++;
    return text.slice(from, at);
  };
  const literal = (): Buffer => {
    let depth = 1;
    let out = '';
    for (at += 1; ; at++) {
      const c = text.charAt(at);
      if (c === '') throw new Error('A string does not end.');
      if (c === '\\') {
        const octal = /^[0-7]{1,3}/.exec(text.slice(at + 1, at + 4))?.[0];
        const next = text.charAt(at + 1);
        out += octal === undefined ? (ESCAPES[next] ?? next) : String.fromCharCode(Number.parseInt(octal, 8));
        at += octal?.length ?? 1;
        continue;
      }
      if (c === '(') depth++;
      if (c === ')' && --depth === 0) break;
      out += c;
    }
    at++;
    return Buffer.from(out, 'latin1');
  };
  const hex = (): Buffer => {
    const end = text.indexOf('>', at);
    const digits = text.slice(at + 1, end).replace(/\s/g, '');
    at = end + 1;
    return Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex');
  };
  const collection = <T>(close: string, add: (into: T) => void, into: T): T => {
    for (;;) {
      skip();
      if (at >= text.length) throw new Error(`${close} is missing.`);
      if (text.startsWith(close, at)) break;
      add(into);
    }
    at += close.length;
    return into;
  };
  const name = (): string => {
    at += 1;
    return `/${word().replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))}`;
  };
  const value = (): Value => {
    const token = next();
    if (token !== null && typeof token === 'object' && 'word' in token) throw new Error(`${token.word} is no value.`);
    return token;
  };
  const next = (): Value | { word: string } => {
    skip();
    const c = text.charAt(at);
    if (c === '(') return literal();
    if (c === '/') return name();
    if (text.startsWith('<<', at)) {
      at += 2;
      const entry = (into: Dict) => {
        const key = value();
        if (typeof key !== 'string') throw new Error('A key is no name.');
        if (into.has(key.slice(1))) throw new Error(`The key ${key} stands twice.`);
        into.set(key.slice(1), value());
      };
      return collection<Dict>('>>', entry, new Map());
    }
    if (c === '<') return hex();
    if (c === '[') {
      at += 1;
      return collection<Value[]>(']', (into) => into.push(value()), []);
    }
    const reference = /^(\d+) (\d+) R(?![\w])/.exec(text.slice(at, at + 24));
    if (reference) {
      at += reference[0].length;
      return { ref: Number(reference[1]) };
    }
    const bare = word();
    if (bare === '') throw new Error(`Unexpected ${c} at ${at}.`);
    if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(bare)) return Number(bare);
    if (bare === 'true' || bare === 'false') return bare === 'true';
    return bare === 'null' ? null : { word: bare };
  };
  return {
    next,
    value,
    done: () => {
      skip();
      return at >= text.length;
    },
    position: () => at,
  };
}

export type Operation = { operator: string; operands: Value[] };

/** The operators of a content stream with their operands. */
export function operations(content: string): Operation[] {
  const tokens = lexer(content);
  const all: Operation[] = [];
  let operands: Value[] = [];
  while (!tokens.done()) {
    const token = tokens.next();
    if (token !== null && typeof token === 'object' && 'word' in token) {
      all.push({ operator: token.word, operands });
      operands = [];
    } else operands.push(token);
  }
  return all;
}
