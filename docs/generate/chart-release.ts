/**
 * What Chart.yaml says of a release, from package.json and CHANGELOG.md: versions, the image of Artifact Hub's scan, and
 * the changes that it shows. The rest of Chart.yaml stays as it is written. Reads nothing.
 */

/** The last key of Chart.yaml: from here on it is made. */
const CHANGES = '  artifacthub.io/changes: |\n';

export function renderChartYaml(chart: string, version: string, changelog: string): string {
  const [kept, made] = chart.split(CHANGES);
  if (kept === undefined || made === undefined) throw new Error('Chart.yaml: artifacthub.io/changes is missing');
  const versioned = kept
    .replace(/^version: .*$/m, () => `version: ${version}`)
    .replace(/^appVersion: .*$/m, () => `appVersion: ${version}`)
    .replace(/^( +image: .*:).*$/m, (_, image) => `${image}${version}`);
  const changes = changesOf(changelog, version).map((text) => `    - ${JSON.stringify(text)}\n`);
  return `${versioned}${CHANGES}${changes.join('')}`;
}

/** The points under the heading of a version, each on one line. */
function changesOf(changelog: string, version: string): readonly string[] {
  const section = changelog.split(/^## /m).find((text) => text.split(/\s/)[0] === version);
  if (section === undefined) throw new Error(`CHANGELOG.md has no heading for ${version}`);
  const points = section.split(/^- /m).slice(1);
  return points.map(
    (point) =>
      point
        .split(/\n(?! )/)[0]
        ?.replace(/\s+/g, ' ')
        .trim() ?? '',
  );
}
