import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const source = fileURLToPath(new URL('../src/wire/events.ts', import.meta.url));

/** The types of `src/wire/events.ts` as the compiler sees them, so that JSON can be held to them field by field. */
export class WireTypes {
  readonly #checker: ts.TypeChecker;
  readonly #module: ts.Symbol;
  /** Fields of the types that some JSON had. */
  readonly #shown = new Set<ts.Symbol>();

  constructor() {
    const program = ts.createProgram([source], {
      strict: true,
      noLib: false,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      types: [],
    });
    this.#checker = program.getTypeChecker();
    const file = program.getSourceFile(source);
    const module = file && this.#checker.getSymbolAtLocation(file);
    if (!module) throw new Error(`${source} is no module`);
    this.#module = module;
  }

  named(name: string): ts.Type {
    const symbol = this.#checker.getExportsOfModule(this.#module).find(one => one.name === name);
    if (!symbol) throw new Error(`There is no type ${name}`);
    return this.#checker.getDeclaredTypeOfSymbol(symbol);
  }

  /** The events of an interface of listeners: their payloads, and what is acknowledged. */
  events(name: 'ServerEvents' | 'ClientEvents'): Map<string, { payload: ts.Type; ack?: ts.Type }> {
    return new Map(
      this.named(name)
        .getProperties()
        .map(event => {
          const [payload, ack] = this.#parameters(this.#checker.getTypeOfSymbol(event));
          if (!payload) throw new Error(`${event.name} has no payload`);
          const [answer] = ack ? this.#parameters(ack) : [];
          return [event.name, { payload, ...(answer && { ack: answer }) }];
        }),
    );
  }

  /** What is wrong with a value, as paths; empty when it has exactly the fields of the type, each of its type. */
  problems(value: unknown, type: ts.Type, path = '$'): string[] {
    if (type.isUnion()) return this.#problemsOfUnion(value, type, path);
    if (type.isLiteral()) return value === type.value ? [] : [`${path} is not ${type.value}`];
    const kind = this.#checker.typeToString(type);
    if (kind === 'null') return value === null ? [] : [`${path} is not null`];
    if (kind === 'true' || kind === 'false') {
      return String(value) === kind ? [] : [`${path} is not ${kind}`];
    }
    if (['string', 'number', 'boolean'].includes(kind)) {
      return typeof value === kind ? [] : [`${path} is no ${kind}`];
    }
    if (this.#checker.isArrayType(type)) {
      const [element] = this.#checker.getTypeArguments(type as ts.TypeReference);
      if (!Array.isArray(value) || !element) return [`${path} is no list`];
      return value.flatMap((each, index) => this.problems(each, element, `${path}[${index}]`));
    }
    return this.#problemsOfObject(value, type, path);
  }

  /** The fields below a type that no value has shown yet. */
  unshown(type: ts.Type, path = '$'): string[] {
    if (type.isUnion()) return type.types.flatMap(each => this.unshown(each, path));
    if (this.#checker.isArrayType(type)) {
      const [element] = this.#checker.getTypeArguments(type as ts.TypeReference);
      return element ? this.unshown(element, `${path}[]`) : [];
    }
    if (!(type.flags & ts.TypeFlags.Object)) return [];
    return type.getProperties().flatMap(field => {
      const below = `${path}.${field.name}`;
      const missing = this.#shown.has(field) ? [] : [below];
      return missing.concat(this.unshown(this.#checker.getTypeOfSymbol(field), below));
    });
  }

  #parameters(type: ts.Type): ts.Type[] {
    const [signature] = type.getCallSignatures();
    return (signature?.getParameters() ?? []).map(one => this.#checker.getTypeOfSymbol(one));
  }

  #problemsOfUnion(value: unknown, type: ts.UnionType, path: string): string[] {
    const tries = type.types
      .filter(each => !(each.flags & ts.TypeFlags.Undefined))
      .map(each => this.problems(value, each, path));
    return tries.reduce((best, each) => (each.length < best.length ? each : best));
  }

  #problemsOfObject(value: unknown, type: ts.Type, path: string): string[] {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return [`${path} is no object`];
    }
    const fields = new Map(type.getProperties().map(field => [field.name, field]));
    const others = type.getStringIndexType();
    const found = Object.entries(value).flatMap(([name, each]) => {
      const field = fields.get(name);
      if (field) this.#shown.add(field);
      const expected = field ? this.#checker.getTypeOfSymbol(field) : others;
      return expected
        ? this.problems(each, expected, `${path}.${name}`)
        : [`${path}.${name} is unknown to the type`];
    });
    const missing = [...fields.values()]
      .filter(field => !(field.flags & ts.SymbolFlags.Optional) && !(field.name in value))
      .map(field => `${path}.${field.name} is missing`);
    return [...found, ...missing];
  }
}
