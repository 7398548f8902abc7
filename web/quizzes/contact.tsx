/** Where to ask, as a link when it is one. */
export function ContactLink({ to }: { to: string }) {
  if (/^https?:/.test(to)) return <a href={to}>{to}</a>;
  return /^\S+@\S+$/.test(to) ? <a href={`mailto:${to}`}>{to}</a> : <span>{to}</span>;
}
