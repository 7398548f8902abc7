import { whenLeaving } from './leave.ts';
import { startsAnew } from './session.ts';

type Navigate = Event & {
  navigationType: string;
  canIntercept: boolean;
  hashChange: boolean;
  cancelable: boolean;
};

/**
 * Asks before the page is closed or left while `isUnsaved` says so. Leaving quickly is never asked about, nor is a page that goes to somebody else. `question` is for moves
 * inside the app; a browser that closes the page uses words of its own. Answers how to stop.
 */
export function askBeforeClosing(isUnsaved: () => boolean, question: () => string): () => void {
  let settled = false;
  const asks = () => !settled && !startsAnew() && isUnsaved();
  const closing = (event: BeforeUnloadEvent) => {
    if (asks()) event.preventDefault();
  };
  const moving = (event: Event) => {
    const { canIntercept, hashChange, navigationType, cancelable } = event as Navigate;
    if (!canIntercept || hashChange || !cancelable || navigationType === 'reload' || !asks()) return;
    settled = confirm(question());
    if (!settled) event.preventDefault();
  };
  const navigation = (window as { navigation?: EventTarget }).navigation;
  addEventListener('beforeunload', closing);
  navigation?.addEventListener('navigate', moving);
  const stay = whenLeaving(() => {
    settled = true;
  });
  return () => {
    removeEventListener('beforeunload', closing);
    navigation?.removeEventListener('navigate', moving);
    stay();
  };
}
