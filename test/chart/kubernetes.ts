/**
 * Is an object what the API server takes? Types and required fields by the schemas of kubernetes-models, fields that do
 * not exist by the types of the client; together as strict as `kubeconform -strict`. Kinds that are not
 * built in are not known here: whoever renders them checks them himself.
 */
import * as client from '@kubernetes/client-node';

export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
}

interface Attribute {
  readonly name: string;
  readonly baseName: string;
  readonly type: string;
}

/** A class of the client, by the little that is used of it. */
interface ClientType {
  readonly getAttributeTypeMap: () => readonly Attribute[];
}

interface Model {
  readonly validate: () => void;
}

/** Empty where all is well. */
export async function mistakesOf(object: KubernetesObject): Promise<readonly string[]> {
  const place = `${object.kind} ${object.metadata.name}`;
  const wrong = await wrongTypes(object);
  return [...wrong, ...unknownFields(object, clientTypeOf(object), [])].map((words) => `${place}: ${words}`);
}

async function wrongTypes(object: KubernetesObject): Promise<readonly string[]> {
  // One module per kind, with a class of that name.
  const module: Readonly<Record<string, new (data: object) => Model>> = await import(
    `kubernetes-models/${object.apiVersion}/${object.kind}`
  );
  const Kind = module[object.kind];
  if (Kind === undefined) return ['there is no such kind'];
  try {
    new Kind(object).validate();
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

/** `autoscaling/v2` and `HorizontalPodAutoscaler` make `V2HorizontalPodAutoscaler`. */
function clientTypeOf({ apiVersion, kind }: KubernetesObject): string {
  const version = apiVersion.split('/').at(-1) ?? '';
  return `${version.charAt(0).toUpperCase()}${version.slice(1)}${kind}`;
}

function unknownFields(value: unknown, type: string, path: readonly string[]): readonly string[] {
  const list = /^Array<(.*)>$/.exec(type)?.[1];
  if (list !== undefined) {
    const items = Array.isArray(value) ? value : [];
    return items.flatMap((item, index) => unknownFields(item, list, [...path, String(index)]));
  }
  const map = /^\{ \[key: string\]: (.*); \}$/.exec(type)?.[1];
  const fields = Object.entries(typeof value === 'object' && value !== null ? value : {});
  if (map !== undefined) return fields.flatMap(([key, field]) => unknownFields(field, map, [...path, key]));
  // The border to the client, which exports its types by their names among much else.
  const { getAttributeTypeMap } = ((client as unknown as Record<string, unknown>)[type] ?? {}) as Partial<ClientType>;
  if (getAttributeTypeMap === undefined) return [];
  const attributes = new Map(getAttributeTypeMap().map((attribute) => [attribute.baseName, attribute.type]));
  return fields.flatMap(([key, field]) => {
    const own = attributes.get(key);
    return own === undefined
      ? [`there is no field ${[...path, key].join('.')}`]
      : unknownFields(field, own, [...path, key]);
  });
}
