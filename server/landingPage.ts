import { html } from './html.ts';
import { page } from './page.ts';

/** Where a newcomer goes first, on a machine that is not in production. */
export const landingPage = (facts: { studySpeed: number }): string =>
  page({
    title: 'Attune',
    body: html`<p class="eyebrow">Continuing education</p>
<h1>Attune is running</h1>
<p class="lead">A course, a post-test, an evaluation, a certificate that anyone can check: the whole journey is one GraphQL API.</p>
<dl>
<div><dt>Try it</dt><dd><a href="/graphql">/graphql</a> opens GraphiQL with the journey, one tab for each step</dd></div>
<div><dt>Check a certificate</dt><dd><a href="/verify">/verify</a> takes the number printed on it</dd></div>
<div><dt>Watch it</dt><dd><a href="/readyz">/readyz</a>, <a href="/livez">/livez</a>, <a href="/metrics">/metrics</a></dd></div>
</dl>
<h2>Sign in</h2>
<p>Ask for a code at <code>POST /api/auth/email-otp/send-verification-otp</code>. On this machine the code is printed in the
terminal, and the mail lies in the folder <code>outbox</code> beside the data.</p>
<h2>See the whole journey at once</h2>
<p><code>npm run demo -- --out demo-out</code> plays a therapist from the first sign-in to the certificate and leaves the PDF in
that folder.</p>
${facts.studySpeed === 1 ? null : html`<p class="note">STUDY_SPEED is ${facts.studySpeed}: study time runs faster here, and certificates earned so are marked as specimens.</p>`}`,
    footer: html`This page is not shown in production.`,
  });
