export interface Group {
  readonly name: string;
  readonly title: string;
  readonly webhook: 'validate' | 'mutate';
  readonly count: number;
  readonly allowed: boolean;
}

export const GROUPS: readonly Group[];
export function reviewsOf(group: Group): readonly { readonly uid: string; readonly body: Buffer }[];
