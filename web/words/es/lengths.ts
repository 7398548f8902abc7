export const minutes = (count: number): string => `${count} ${count === 1 ? 'minuto' : 'minutos'}`;
