type Row = {
  status: string;
  enrollmentId: string | null;
  awards: readonly { id: string; joined: boolean }[];
};

/** What of a row a link may show: its awards that are joined to the license or, of a log, the completion. */
function sharedOf({ status, enrollmentId, awards }: Row): { awardIds: string[]; enrollmentIds: string[] } {
  if (status === 'LOGGED') return { awardIds: [], enrollmentIds: enrollmentId === null ? [] : [enrollmentId] };
  return { awardIds: awards.filter(({ joined }) => joined).map(({ id }) => id), enrollmentIds: [] };
}

/** Whether a row can be shown by a link. */
export function sharable(row: Row): boolean {
  const { awardIds, enrollmentIds } = sharedOf(row);
  return awardIds.length + enrollmentIds.length > 0;
}

/** What a link shows of the rows that were ticked. */
export function sharedRows(rows: readonly Row[]): { awardIds: string[]; enrollmentIds: string[] } {
  const parts = rows.map(sharedOf);
  return {
    awardIds: [...new Set(parts.flatMap(({ awardIds }) => awardIds))],
    enrollmentIds: [...new Set(parts.flatMap(({ enrollmentIds }) => enrollmentIds))],
  };
}

/** How far a total has come, in percent; null where nothing is known to be required. */
export function percentOf(earned: string, required: string | null): number | null {
  const needed = Number(required ?? 0);
  return needed > 0 ? Math.min(100, Math.floor((Number(earned) / needed) * 100)) : null;
}

/** The path of an address of this service, so that it is asked for where the page came from. */
export function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return `${pathname}${search}`;
}
