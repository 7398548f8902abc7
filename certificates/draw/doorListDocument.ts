/** Somebody on the list. A name that is not known, or that no font can draw, is left to be written by hand. */
export type ListedGuest = {
  name: string | null;
  /** What tells two people of one name apart, in small letters below it. */
  note: string | null;
};

/** What the list of a door prints. Every text is as it is to be read; nothing is computed here. */
export type DoorListDocument = {
  /** Door list. */
  title: string;
  event: string;
  organization: string;
  /** Day, times, how many, when it was printed. */
  facts: { label: string; value: string }[];
  /** What to do with the boxes. */
  note: string;
  /** The heads of the columns: the number, the name, and the boxes that are filled in by hand. */
  columns: { number: string; name: string; boxes: [arrival: string, departure: string, signature: string] };
  guests: ListedGuest[];
  /** The line in place of the table when nobody is on it. */
  nobody: string;
  /** The day and the event, at the foot of every page, so that no sheet is taken for one of another day. */
  foot: string;
  /** RFC 3339. */
  madeAt: string;
};
