type File = { type: string; name: string; cache?: 'no-store' | 'private, no-store' };

/** The headers of a file that is saved by whoever may have it: no copy stays on the way, and nothing in it runs. */
export function fileHeaders({ type, name, cache = 'no-store' }: File): Record<string, string> {
  return {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${name}"`,
    'Cache-Control': cache,
    'X-Robots-Tag': 'noindex, nofollow',
    'Content-Security-Policy': "default-src 'none'; sandbox",
  };
}
