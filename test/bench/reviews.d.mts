export interface Group {
  readonly name: string;
  readonly title: string;
  readonly webhook: 'validate' | 'mutate';
  readonly count: number;
  readonly allowed: boolean;
}

export const GROUPS: readonly Group[];
export function reviewsOf(
  group: Group,
  namespaces?: number,
): readonly { readonly uid: string; readonly body: Buffer }[];
export const NAMESPACES: number;
export const PULL_SECRET: string;
export const SERVED: readonly string[];
export function plainNamespace(index: number, namespaces?: number): string;
