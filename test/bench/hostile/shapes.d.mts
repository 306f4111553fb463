type Style = 'plain' | 'wildcards' | 'stars' | 'paths' | 'near' | 'matching' | 'hub' | 'empty';

export interface Shape {
  readonly kind: 'Pod' | 'Deployment';
  readonly operation: 'CREATE' | 'UPDATE';
  readonly images: number;
  readonly place: 'container' | 'volume';
  readonly hosts: 'distinct' | 'same' | 'labels' | 'long' | 'hub' | 'paths';
  readonly tags: 'good' | 'latest' | 'missing' | 'invalid';
  readonly named: number;
  readonly absent: number;
  readonly keys: number;
  readonly keyStyle: Style;
  readonly quality: 'good' | 'expired' | 'no-user' | 'suspect' | 'legacy' | 'opaque' | 'malformed';
  readonly others: number;
  readonly otherKeys: number;
  readonly otherStyle: Style;
  readonly accounts: number;
  readonly accountList: number;
  readonly injection: 'off' | 'all';
}

export const PLAIN: Shape;
export const CHOICES: Readonly<Record<keyof Shape, readonly unknown[]>>;
export function makeShape(shape: Shape): { readonly body: Buffer; readonly objects: readonly object[] } | undefined;
