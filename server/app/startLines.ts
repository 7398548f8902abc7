/** What a process prints when it listens, outside production: the addresses to open. */
export function startLines({ port, publicUrl }: { port: number; publicUrl: string }, listening: number): string[] {
  const here = `http://localhost:${listening}`;
  const url = port === 0 ? here : publicUrl;
  return [
    'Attune is running.',
    `  Start here          ${url}/`,
    `  GraphiQL            ${url}/graphql`,
    `  Check a certificate ${url}/verify`,
    // Certificates and links name PUBLIC_URL, which may lead to another process.
    ...(url === here ? [] : [`  This process        ${here}/`]),
  ];
}
