/** `1 Pod`, `3 Pods`, `2 repositories` */
export function count(number: number, noun: string, nouns = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : nouns}`;
}
