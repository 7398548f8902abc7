export const minutes = (count: number): string => `${count} miniti`;
