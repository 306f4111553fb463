/** What of the chart rests on metrics: the alerts and the dashboard, each expression with its place. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const ALERTS = 'charts/pullgate/files/alerts.yaml';
export const DASHBOARD = 'charts/pullgate/files/dashboard.json';

export interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

export function readAlerts(): readonly Alert[] {
  const file: { readonly groups: readonly { readonly rules: readonly Alert[] }[] } = parse(read(ALERTS));
  return file.groups.flatMap(({ rules }) => rules);
}

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly { readonly expr: string; readonly legendFormat: string }[];
}

interface Variable {
  readonly name: string;
  readonly type: string;
  readonly definition?: string;
  readonly includeAll?: boolean;
  readonly allValue?: string;
  readonly query?: unknown;
}

export interface Dashboard {
  readonly schemaVersion: number;
  readonly panels: readonly Panel[];
  readonly templating: {
    readonly list: readonly Variable[];
  };
}

export function readDashboard(): Dashboard {
  return JSON.parse(read(DASHBOARD));
}

export interface PanelExpression {
  readonly place: string;
  /** With what Grafana puts in for its variables. */
  readonly expr: string;
  /** Labels that the legend shows. */
  readonly legend: readonly string[];
}

export function panelExpressions({ panels }: Dashboard): readonly PanelExpression[] {
  return panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ expr, legendFormat }) => ({
      place: title,
      expr: expr
        .replaceAll('$__rate_interval', '5m')
        .replaceAll('$__range', '6h')
        .replace(/\$(namespace|job)\b/g, '.*'),
      legend: [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label = '']) => label),
    })),
  );
}

function read(path: string): string {
  return readFileSync(`${ROOT}/${path}`, 'utf8');
}
