import { type Html, html } from '../http/html.ts';
import { sayVerify } from '../pages/saying.ts';
import type { Camera } from '../web/built.ts';

/** A form that leads to the page of a typed number. */
export function numberForm(): Html {
  const { ask } = sayVerify();
  return html`<form class="check" action="/verify" method="get" role="search">
<label>${ask.number}<input name="number" required maxlength="40" autocomplete="off" autocapitalize="characters" spellcheck="false"></label>
<button type="submit">${ask.check}</button>
</form>`;
}

/** The form that leads to the report on a file. With a script, a file may be dropped anywhere on its page. */
export function fileForm(): Html {
  const { file } = sayVerify();
  return html`<form class="check file" action="/verify" method="post" enctype="multipart/form-data" data-one="${file.one}" data-large="${file.large}" data-kind="${file.kind}" data-none="${file.none}">
<label>${file.label}<input type="file" name="file" required accept=".pdf,.json,.jwt,.txt,application/pdf,application/json,text/plain"></label>
<button type="submit">${file.check}</button>
<p class="fault" role="alert"></p>
</form>
<p class="note"><span class="drop" hidden>${file.drop} </span>${file.note}</p>`;
}

/** A camera reads the code of a paper: only where there is a camera, and the app's built files are here. */
export function cameraPart({ script, reader }: Camera): Html {
  const { camera } = sayVerify();
  return html`<div class="camera" hidden data-script="${script}" data-reader="${reader}" data-hold="${camera.hold}" data-other="${camera.other}" data-refused="${camera.refused}" data-gone="${camera.gone}">
<button type="button" class="quiet open">${camera.open}</button>
<div class="sight" hidden>
<video muted playsinline aria-label="${camera.sees}"></video>
<button type="button" class="quiet close">${camera.close}</button>
</div>
<p class="note" role="status"></p>
</div>`;
}
