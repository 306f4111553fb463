/** The form above the findings. */
import { STATE_WORDS } from '../src/audit/html/finding.js';
import { type Child, h, type Part } from '../src/audit/html/node.js';
import { type Packed, STATES } from '../src/audit/html/rows.js';
import { grouped } from '../src/audit/html/words.js';
import { toDom } from './dom.js';
import { ANY, type Choice, choicesOf, type Query, stateOf } from './search.js';

/** Longest list that one can still choose from; the search finds what is not in it. */
const MOST_CHOICES = 2000;

export interface Filters {
  readonly read: () => Query;
  readonly show: (query: Query) => void;
}

/** @param changed `typing` while a word may not be whole */
export function createFilters(form: HTMLElement, packed: Packed, changed: (typing: boolean) => void): Filters {
  const choices = choicesOf(packed);
  const states: readonly Part[] = [
    h('option', { value: 'enforced' }, 'denied or denied when enforced'),
    ...STATES.map((state) => h('option', { value: state }, STATE_WORDS[state])),
  ];
  const parts = [
    field('text', 'Search', [h('input', { id: 'f-text', type: 'search', autocomplete: 'off', spellcheck: 'false' })]),
    field('state', 'Effect', [select('state', states)]),
    field('namespace', 'Namespace', [select('namespace', choices.namespace.slice(0, MOST_CHOICES).map(option))]),
    field('registry', 'Registry', [select('registry', choices.registry.slice(0, MOST_CHOICES).map(option))]),
    field('code', 'Rule', [select('code', choices.code.map(option))]),
    h('p', { class: 'field' }, h('button', { type: 'button', id: 'f-reset' }, 'Show all')),
    h('p', { id: 'f-cause', class: 'only', hidden: true }),
  ];
  form.replaceChildren(...parts.map(toDom));
  form.hidden = packed.rows.length === 0;
  let cause: number | undefined;
  const control = (name: string): HTMLInputElement | HTMLSelectElement => {
    const found = form.querySelector<HTMLInputElement | HTMLSelectElement>(`#f-${name}`);
    if (found === null) throw new Error(`the form has no ${name}`);
    return found;
  };
  const showCause = (): void => {
    const line = control('cause');
    line.hidden = cause === undefined;
    const [code = -1, problem = -1] = cause === undefined ? [] : (packed.causes[cause] ?? []);
    line.textContent = `Only ${packed.strings[code] ?? ''}: ${packed.strings[problem] ?? ''}`;
  };
  const filters: Filters = {
    read: () => ({
      text: control('text').value,
      namespace: control('namespace').value,
      registry: control('registry').value,
      code: control('code').value,
      state: stateOf(control('state').value),
      cause,
    }),
    show: (query) => {
      for (const name of ['text', 'namespace', 'registry', 'code', 'state'] as const)
        choose(control(name), query[name]);
      cause = query.cause;
      showCause();
    },
  };
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', ({ target }) => changed(target === control('text')));
  control('text').addEventListener('change', () => changed(false));
  control('reset').addEventListener('click', () => {
    filters.show(ANY);
    changed(false);
    control('text').focus();
  });
  return filters;
}

/** An address may ask for what is not among the first choices, or for what is not there at all. */
function choose(control: HTMLInputElement | HTMLSelectElement, value: string): void {
  if (control instanceof HTMLSelectElement && ![...control.options].some((each) => each.value === value)) {
    control.append(toDom(h('option', { value }, value)));
  }
  control.value = value;
}

function field(name: string, label: string, control: readonly Child[]): Part {
  return h('p', { class: `field field-${name}` }, h('label', { for: `f-${name}` }, label), ...control);
}

function select(name: string, options: readonly Part[]): Part {
  return h('select', { id: `f-${name}` }, h('option', { value: '' }, 'all'), ...options);
}

function option({ value, findings }: Choice): Part {
  return h('option', { value }, `${value} (${grouped(findings)})`);
}
