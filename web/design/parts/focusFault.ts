/** Puts the focus on the first field that is marked, once the marks are drawn. */
export function focusFault(form: HTMLFormElement): void {
  setTimeout(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), 0);
}
