// What-if: mounted on the map once it stands.
import type { App } from '../app.ts'

export function mountWhatIf(_app: App): void {}
