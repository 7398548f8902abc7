/** The store of kept text. web/design/leave.js deletes it by the same name. */
export const KEPT = 'attune-kept';
/** The stores of the worker begin so; what follows is the build. */
export const SHELL = 'attune-shell-';
/** What the worker is told when everything kept must go. */
export const FORGET = 'forget';
