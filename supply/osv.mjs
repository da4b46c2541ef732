const ECOSYSTEMS = {
  Maven: name => `pkg:maven/${name.replace(':', '/')}`,
  npm: name => `pkg:npm/${name}`,
};

/** What an advisory in OSV form says of packages of Maven and npm, in the form of `advisories.json`. */
export function advisoriesOf({ id, summary, withdrawn, affected = [] }) {
  if (withdrawn) return [];
  const ranges = new Map();
  for (const { package: named, ranges: spans = [], versions = [] } of affected) {
    const component = ECOSYSTEMS[named?.ecosystem]?.(named.name);
    if (component === undefined) continue;
    const known = ranges.get(component) ?? [];
    for (const span of spans) known.push(...stretches(span.events ?? []));
    if (spans.length === 0)
      for (const version of versions) known.push({ from: version, upTo: version });
    ranges.set(component, known);
  }
  return [...ranges].map(([component, affected]) => ({
    id,
    component,
    affected,
    what: summary ?? 'see the advisory',
  }));
}

/** Events of one range, in order: introduced, then perhaps fixed or the last one affected. */
function stretches(events) {
  const found = [];
  for (const { introduced, fixed, last_affected: last } of events) {
    if (introduced !== undefined) found.push(introduced === '0' ? {} : { from: introduced });
    if (fixed !== undefined) found.at(-1).below = fixed;
    if (last !== undefined) found.at(-1).upTo = last;
  }
  return found;
}
