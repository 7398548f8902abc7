import { html, sourceHash } from '../http/html.ts';
import { PAGE_POLICY, page } from '../http/page.ts';

/** Signs in through the same routes as any front end, so that GraphiQL has a session. */
const SCRIPT = `
const form = document.querySelector('form'), code = document.querySelector('#code'), said = document.querySelector('#said');
const send = (path, body) => fetch('/api/auth' + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const tell = (text) => { said.textContent = text; };
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const email = form.email.value, otp = form.otp.value.trim();
  const asks = code.hidden;
  const answer = asks ? await send('/email-otp/send-verification-otp', { email, type: 'sign-in' }) : await send('/sign-in/email-otp', { email, otp });
  const { message } = await answer.json();
  if (!answer.ok) return tell(message || 'That did not work.');
  if (!asks) return tell('You are signed in. Open GraphiQL and run the tabs in order.');
  code.hidden = false;
  form.otp.focus();
  tell(message || 'Type the code here: we mailed it, or printed it in the terminal where Attune runs.');
});`;

/** The landing page's sources: one inline script that talks to this server only. */
export const LANDING_POLICY = `${PAGE_POLICY}; script-src ${sourceHash(SCRIPT)}; connect-src 'self'`;

/** The first page for a newcomer, shown outside production only. */
export function landingPage(facts: { studySpeed: number; smtpUrl: string | null }): string {
  return page({
    title: 'Attune',
    body: html`<p class="eyebrow">Continuing education</p>
<h1>Attune is running</h1>
<p class="lead">A course, a post-test, an evaluation, a certificate that anyone can check: the whole journey is one GraphQL API.</p>
<h2>Sign in, then try it</h2>
<form>
<label>Any mail address of yours<input name="email" type="email" required autocomplete="email" placeholder="robin@example.org"></label>
<label id="code" hidden>Code<input name="otp" inputmode="numeric" autocomplete="one-time-code" maxlength="8"></label>
<button type="submit">Continue</button>
</form>
<p id="said" class="note" role="status">${
      facts.smtpUrl === null
        ? 'Attune sends no mail here: the code appears in the terminal where Attune runs.'
        : 'We send the code to this address by mail.'
    }</p>
<noscript><p class="note">Without scripts, sign in with <code>POST /api/auth/email-otp/send-verification-otp</code>.</p></noscript>
<dl>
<div><dt>Play the journey</dt><dd><a href="/graphql">GraphiQL</a>, with the journey’s operations, one tab for each step</dd></div>
<div><dt>Check a certificate</dt><dd><a href="/verify">/verify</a> takes the number printed on it, or the file itself</dd></div>
<div><dt>Watch the service</dt><dd><a href="/readyz">/readyz</a>, <a href="/livez">/livez</a>, <a href="/metrics">/metrics</a></dd></div>
</dl>
<h2>Or see the whole journey at once</h2>
<p><code>npm run demo -- --out demo-out</code> plays a therapist from the first sign-in to the certificate and leaves the PDF in
that folder.</p>
${facts.studySpeed === 1 ? null : html`<p class="note">STUDY_SPEED is ${facts.studySpeed}: study time runs faster here, and certificates earned this way are marked as specimens.</p>`}
<script>${{ markup: SCRIPT }}</script>`,
    footer: html`This page is not shown in production.`,
  });
}
