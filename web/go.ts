/** Goes to an address of this site. */
export function go(path: string, how: 'push' | 'replace' = 'push'): void {
  const navigation = (window as { navigation?: { navigate(url: string, options: object): void } }).navigation;
  if (navigation === undefined) location.assign(path);
  else navigation.navigate(path, { history: how });
}
