const AMOUNT = /^\d{1,5}(\.\d{1,2})?$/;

/** The integer hundredths of an exact decimal such as "1.5"; null for anything else. */
export function hundredthsOf(decimal: string): number | null {
  if (!AMOUNT.test(decimal)) return null;
  const [units = '', part = ''] = decimal.split('.');
  return Number(units) * 100 + Number(part.padEnd(2, '0'));
}
