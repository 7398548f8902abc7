/** What goes wrong with a request: an answer of this status, a connection that breaks, or an answer that never comes. */
export type How = number | 'reset' | 'hang';

export type Fault = {
  /** Before the request is executed, or after. */
  when: 'before' | 'after';
  how: How;
  /** The path must contain this. */
  path?: string;
  method?: 'GET' | 'POST';
  /** How many requests it hits; one when absent. */
  times?: number;
  /** Whether an answer is kept under the key. A failure after the execution is, one before it is not, when absent. */
  kept?: boolean;
};

export type Faults = ReturnType<typeof openFaults>;

/** The faults that a test ordered, each for the next requests that fit. */
export function openFaults() {
  let ordered: (Fault & { left: number })[] = [];
  return {
    failNext: (fault: Fault): void => void ordered.push({ ...fault, left: fault.times ?? 1 }),
    clear: (): void => {
      ordered = [];
    },
    /** The fault for this request, used up by it. */
    take: (method: string, path: string): Fault | null => {
      const found = ordered.find(
        (fault) => path.includes(fault.path ?? '') && (fault.method === undefined || fault.method === method),
      );
      if (found === undefined) return null;
      found.left -= 1;
      if (found.left === 0) ordered = ordered.filter((fault) => fault !== found);
      return found;
    },
  };
}
