/** A name badge. Where no name is known, or no font can draw it, the place is left to be written by hand. */
export type Badge = {
  name: string | null;
  /** What the code holds. */
  code: string;
  /** The code in words, for screen readers. */
  codeSays: string;
};

/** What a sheet of name badges prints. Every text is as it is to be read; nothing is computed here. */
export type BadgesDocument = {
  /** Name badges. */
  title: string;
  event: string;
  organization: string;
  badges: Badge[];
  /** The line in place of badges when there are none. */
  nobody: string;
  /** RFC 3339. */
  madeAt: string;
};
