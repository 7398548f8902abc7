type Closing = { claimedAt: Date | null; withdrawnAt: Date | null };

/** When an enrollment was claimed or withdrawn; null while it is open. */
export const closedAt = ({ claimedAt, withdrawnAt }: Closing): Date | null => claimedAt ?? withdrawnAt;

/** Whether an enrollment is open: neither claimed nor withdrawn. */
export const isOpen = (enrollment: Closing): boolean => closedAt(enrollment) === null;

/** The rule of `isOpen` in SQL, for the row of enrollments with this alias. A test checks that both agree. */
export const openInSql = (alias: string): string => `(${alias}.claimed_at is null and ${alias}.withdrawn_at is null)`;
