/** After this time a page has put the focus where it wants it. */
const PAGE_ACTS_MS = 60;

/**
 * What a person pressed may go once it has done its work, such as a button that opens a form in its place. The focus then goes to
 * what came instead, or to what stands before it, so that nobody is thrown back to the start of the page.
 */
export function keepFocus(): void {
  let last: Node | null = null;
  addEventListener('focusin', ({ target }) => {
    last = target instanceof Node ? target : null;
  });
  new MutationObserver((records) => {
    const gone = last;
    if (gone === null || gone.isConnected) return;
    const place = placeOf(gone, records);
    if (place === null) return;
    last = null;
    setTimeout(() => {
      if (document.activeElement !== document.body || !place.isConnected) return;
      if (place.tabIndex < 0) place.tabIndex = -1;
      place.focus({ preventScroll: true });
    }, PAGE_ACTS_MS);
  }).observe(document.body, { childList: true, subtree: true });
}

function placeOf(gone: Node, records: readonly MutationRecord[]): HTMLElement | null {
  const record = records.find(({ removedNodes }) => [...removedNodes].some((node) => node.contains(gone)));
  if (record === undefined) return null;
  const { target, previousSibling } = record;
  const came = records.flatMap((one) => (one.target === target ? [...one.addedNodes] : []));
  const places = [...came, previousSibling, target];
  return (
    places.find(
      (node): node is HTMLElement => node instanceof HTMLElement && node.isConnected && node !== document.body,
    ) ?? null
  );
}
