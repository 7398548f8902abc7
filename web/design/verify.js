// What helps on the pages that check certificates. Each of them works without it.
const find = (selector) => document.querySelector(selector);
const MOST_BYTES = 50 * 1024 * 1024;

/** A file may be dropped anywhere on the page. It goes the way of the form. */
const form = find('form.file');
if (form !== null) {
  const input = form.elements.namedItem('file');
  const fault = form.querySelector('.fault');
  find('.drop').hidden = false;
  const faultOf = ([file, ...others]) => {
    if (file === undefined) return 'none';
    if (others.length > 0) return 'one';
    if (!/\.(pdf|json|jwt|txt)$/i.test(file.name)) return 'kind';
    return file.size > MOST_BYTES ? 'large' : null;
  };
  const over = (is) => document.documentElement.toggleAttribute('data-dropping', is);
  addEventListener('dragover', (event) => {
    event.preventDefault();
    over(true);
  });
  addEventListener('dragleave', ({ relatedTarget }) => over(relatedTarget !== null));
  addEventListener('drop', (event) => {
    event.preventDefault();
    over(false);
    const { files } = event.dataTransfer;
    const found = faultOf(files);
    fault.textContent = found === null ? '' : form.dataset[found];
    if (found !== null) return form.scrollIntoView({ block: 'nearest' });
    input.files = files;
    form.requestSubmit();
  });
}

const copy = find('[data-copy]');
if (copy !== null && navigator.clipboard !== undefined) {
  copy.hidden = false;
  const say = copy.querySelector('[role=status]');
  copy.querySelector('button').addEventListener('click', async () => {
    say.textContent = '';
    const { copied, failed } = copy.dataset;
    const done = navigator.clipboard.writeText(find('.result pre').textContent);
    say.textContent = await done.then(
      () => copied,
      () => failed,
    );
  });
}

/** The button stands only where there is a camera. What reads codes is loaded when it is pressed. */
const part = find('.camera');
if (part !== null && navigator.mediaDevices !== undefined) {
  const show = (devices) => {
    part.hidden = !devices.some(({ kind }) => kind === 'videoinput');
  };
  navigator.mediaDevices.enumerateDevices().then(show, () => {});
  part.querySelector('.open').addEventListener('click', async () => {
    const camera = await import(part.dataset.script).catch(() => null);
    if (camera === null) part.querySelector('[role=status]').textContent = part.dataset.gone;
    else camera.open(part);
  });
}
