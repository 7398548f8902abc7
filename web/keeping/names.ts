/** The store of kept text. web/design/leave.js deletes it by the same name. */
export const KEPT = 'attune-kept';
/** The store of what is kept for a day; web/design/leave.js deletes it too. */
export const DAY = 'attune-day';
/** The stores of the worker begin so; what follows is the build. */
export const SHELL = 'attune-shell-';
/** What the worker is told when everything kept must go. */
export const FORGET = 'forget';
/** What the worker is told when something is kept for a day, which needs more of its files. */
export const KEEPS_DAY = 'keeps-day';

const DOOR = /^\/desk\/[^/]+\/intensives\/[^/]+\/door\/[^/]+\/?$/;
/** Whether an address is the door of a day of an event. */
export const isDoor = (path: string): boolean => DOOR.test(path);
