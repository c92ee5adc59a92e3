/** The package that is wired in: `importRoot` is what stands before its name in an import, or nothing. */
type Wired = { readonly importRoot: string; readonly package: string };

const dotted = ({ importRoot, package: name }: Wired): string => (importRoot === '' ? name : `${importRoot}.${name}`);

/** The written standard's import of a package's models and its call that makes their tables. */
export function modelsLines(wired: Wired, alias: string = `${wired.package}_models`): readonly [string, string] {
  return [`from ${dotted(wired)} import models as ${alias}`, `${alias}.Base.metadata.create_all(bind=engine)`];
}

/** The written standard's import of a package's router and the call that includes it. */
export function routerLines(
  wired: Wired,
  receiver: string = 'router',
  alias: string = `${wired.package}_api`,
): readonly [string, string] {
  return [
    `from ${dotted(wired)} import api as ${alias}`,
    `${receiver}.include_router(${alias}.router, tags=["${wired.package}"])`,
  ];
}
