/** Gives `regcred`, `regcred-2`, … in turn, those that are taken left out. */
export function createNamer(isTaken: (name: string) => boolean): () => string {
  let count = 0;
  return () => {
    for (;;) {
      count += 1;
      const name = count === 1 ? 'regcred' : `regcred-${count}`;
      if (!isTaken(name)) return name;
    }
  };
}
