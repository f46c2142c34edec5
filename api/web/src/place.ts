// Where the service shows itself, and the generation it was asked for: the page
// says both.
const told = typeof document === 'undefined' ? undefined : document.getElementById('app')?.dataset

/** What every address of the service begins with: the path a proxy shows it under, '' for none. */
export const base = told?.base ?? ''

/** The generation of the data the page was asked for; '' for the one in service. */
export const pinned = told?.asked ?? ''

/** The address, for the browser, of a path of the service, with its query. */
export function served(path: string): string {
  if (!pinned || /[?&]generation=/.test(path)) return base + path
  return `${base}${path}${path.includes('?') ? '&' : '?'}generation=${pinned}`
}
