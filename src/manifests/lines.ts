/** Offsets to lines. The table is made at the first question: a file without findings never asks. */

export interface Lines {
  /** 1-based. */
  readonly lineAt: (offset: number) => number;
  /** 1-based, in UTF-16 units, as editors count. */
  readonly columnAt: (offset: number) => number;
}

/** @param before lines of the file before this text */
export function createLines(text: string, before = 0): Lines {
  let starts: readonly number[] | undefined;
  const indexAt = (offset: number): { index: number; start: number } => {
    starts ??= findStarts(text);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { index: low, start: starts[low] ?? 0 };
  };
  return {
    lineAt: (offset) => before + indexAt(offset).index + 1,
    columnAt: (offset) => offset - indexAt(offset).start + 1,
  };
}

function findStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
