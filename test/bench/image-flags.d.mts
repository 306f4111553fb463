export function imageFlags(node?: string): readonly string[];
export function chartFlags(): readonly string[];
