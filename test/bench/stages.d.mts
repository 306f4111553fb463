export interface StageRow {
  /** Below src; a folder ends in a slash. */
  readonly file: string;
  readonly functions?: readonly string[];
  readonly stage: string;
}

export const STAGES: readonly string[];
export const TABLE: readonly StageRow[];
