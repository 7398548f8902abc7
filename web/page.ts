/** What an address says, by the names in its pattern. */
export type Parameters = Record<string, string>;

/** What a page gets. */
export type Shown<Data> = {
  data: Data;
  parameters: Parameters;
  /** Takes over what a mutation answered, wherever the page shows it. */
  take: (answer: unknown) => void;
  /** Asks for the page's document anew. */
  refresh: () => Promise<void>;
};
