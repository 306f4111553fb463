/**
 * Loaded into `serve` (`--import`): other limits of the cluster layer than src/cluster/timings.ts has, for the short forms.
 * They stand behind the `?` of its own address, as JSON.
 */
const { TIMINGS } = await import('../../dist/cluster/timings.js');
Object.assign(TIMINGS, JSON.parse(decodeURIComponent(new URL(import.meta.url).search.slice(1))));
