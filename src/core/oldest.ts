/** Keeps a map within its bound: what was put in longest ago goes. Whoever uses an entry again puts it in anew. */
export function dropOldest<K>(map: Map<K, unknown>, most: number): void {
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}
