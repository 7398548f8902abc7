import { type Html, html, sourceHash } from './html.ts';

const CSS = `
:root{--paper:#fdfcf8;--ink:#1d2433;--navy:#1c3557;--gold:#795b22;--line:#b89a5e;--gray:#566072;--halo:#f4eddd;--good:#1d5b3a;--bad:#8c2f2b;--warn:#7a4b06;--focus:#1c3557;color-scheme:light}
*{box-sizing:border-box}
html{background:var(--halo)}
body{margin:0;color:var(--ink);font:1.0625rem/1.6 Georgia,"EB Garamond","Times New Roman",serif;min-height:100vh;display:flex;flex-direction:column;align-items:center;padding:clamp(1rem,4vw,3.5rem) 1rem}
main{background:var(--paper);width:100%;max-width:44rem;border:1px solid var(--line);outline:1px solid var(--line);outline-offset:-9px;padding:clamp(1.75rem,5vw,3.5rem) clamp(1.5rem,6vw,4rem);box-shadow:0 1px 2px #1c35570f,0 18px 40px -18px #1c355733}
.eyebrow{margin:0 0 .75rem;color:var(--gold);font:600 .75rem/1.4 system-ui,"Segoe UI",sans-serif;letter-spacing:.16em;text-transform:uppercase}
h1{margin:0;color:var(--navy);font-weight:500;font-size:clamp(1.75rem,5.2vw,2.5rem);line-height:1.15;text-wrap:balance}
h2{margin:2.25rem 0 .5rem;color:var(--navy);font-weight:500;font-size:1.3125rem;line-height:1.3}
p{margin:.75rem 0;max-width:38rem}
.lead{font-size:1.1875rem;line-height:1.5}
.number,code{font-family:ui-monospace,"SFMono-Regular",Menlo,Consolas,monospace;font-size:.9375rem;letter-spacing:.03em;overflow-wrap:anywhere}
.status{display:inline-flex;align-items:center;gap:.55rem;margin:1.25rem 0 .25rem;padding:.35rem .9rem .35rem .7rem;border:1.5px solid currentColor;border-radius:999px;font:600 .875rem/1.3 system-ui,"Segoe UI",sans-serif;letter-spacing:.02em}
.status svg{width:1.125rem;height:1.125rem;flex:none}
.good{color:var(--good)}.bad{color:var(--bad)}.warn{color:var(--warn)}.plain{color:var(--gray)}
dl{margin:1.75rem 0 0;border-top:1px solid #e4dac4}
h2+dl{margin-top:.75rem}
dl div{display:grid;grid-template-columns:11rem 1fr;align-items:baseline;gap:.15rem 1.25rem;padding:.7rem 0;border-bottom:1px solid #e4dac4}
dt{color:var(--gray);font:.875rem/1.6 system-ui,"Segoe UI",sans-serif}
dd{margin:0;overflow-wrap:anywhere}
ul,ol{padding-left:1.25rem;max-width:38rem}li{margin:.4rem 0}
.note{color:var(--gray);font-size:.9688rem}
form{margin:1rem 0 0;display:flex;flex-wrap:wrap;gap:.6rem;align-items:flex-end}
[hidden]{display:none!important}
label{flex:1 1 16rem;font:.875rem/1.5 system-ui,"Segoe UI",sans-serif;color:var(--gray)}
input{display:block;width:100%;margin-top:.25rem;padding:.6rem .75rem;color:var(--ink);background:#fff;border:1px solid #7c8495;border-radius:3px;font:1.0625rem/1.4 Georgia,"Times New Roman",serif}
button,.action{display:inline-block;padding:.68rem 1.3rem;color:#fff;background:var(--navy);border:1px solid var(--navy);border-radius:3px;font:600 .9375rem/1.4 system-ui,"Segoe UI",sans-serif;cursor:pointer}
button:hover,.action:hover{background:#274a78}
.action{margin-top:1rem;text-decoration:none}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
.answer{margin:1rem 0 0;padding:.8rem 1rem;border-left:4px solid currentColor;background:#fff}
.answer p{margin:0;color:var(--ink)}
a{color:var(--navy);text-underline-offset:.18em}
footer{width:100%;max-width:44rem;padding:1.25rem .25rem 0;color:#4b5568;font:.8125rem/1.6 system-ui,"Segoe UI",sans-serif}
@media (max-width:34rem){dl div{grid-template-columns:1fr}}
@media print{html{background:#fff}main{box-shadow:none}form,button,.action{display:none}}
`;

/** The only sources that our own pages may use. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `style-src ${sourceHash(CSS)}`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** With no-referrer a browser would send our own forms without their origin, and we would refuse them. */
export const PAGE_HEADERS = { 'Content-Security-Policy': PAGE_POLICY, 'Referrer-Policy': 'same-origin' };

/** A whole page without scripts and outside sources, hidden from search engines. */
export function page(facts: { title: string; body: Html; footer?: Html }): string {
  return `<!doctype html>\n${
    html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${facts.title}</title>
<style>${{ markup: CSS }}</style>
</head>
<body>
<main>
${facts.body}
</main>
${facts.footer ? html`<footer>${facts.footer}</footer>` : null}
</body>
</html>
`.markup
  }`;
}

/** A short page with one message: not found, too many tries, deleted. */
export function messagePage(title: string, sentences: string[]): string {
  return page({
    title,
    body: html`<p class="eyebrow">Attune</p><h1>${title}</h1>${sentences.map((sentence) => html`<p class="lead">${sentence}</p>`)}`,
  });
}
