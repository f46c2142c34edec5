// Addresses of the service that hold a scenario.

/** Asked is what every analysis is asked, as parameters of the service. */
export interface Asked {
  datetime: string
  level: string
  territory: string
  scope: string
  min_confidence: string
  qpv: string
}

/** Formats of GET /analysis/scenarios. */
export type Format = 'json' | 'csv' | 'geojson' | 'html'

/**
 * Where the service answers the scenario itself; its day is
 * in the compact form.
 */
export function scenarioAddress(compact: string, asked: Asked, format: Format): string {
  const { level, territory, scope, min_confidence, qpv } = asked
  return address('/analysis/scenarios', { scenario: compact, level, territory, scope, min_confidence, qpv, f: format })
}

/** Compares the day as it is known with the scenario. */
export function comparisonAddress(compact: string, asked: Asked, format: 'json' | 'csv' | 'html'): string {
  const { datetime, level, territory, scope, min_confidence, qpv } = asked
  return address('/analysis/compare', { a: datetime, b: compact, level, territory, scope, min_confidence, qpv_a: qpv, qpv_b: qpv, f: format })
}

/** Where a scenario is sent as JSON. */
export function questionAddress(asked: Asked): string {
  const { level, territory, scope, min_confidence, qpv } = asked
  return address('/analysis/scenarios', { level, territory, scope, min_confidence, qpv, f: 'json' })
}

/** Asks for a plan. */
export function proposalsAddress(asked: Asked, rules: { aim: string; measure: string; create: boolean; join_overseas: boolean; move: boolean }): string {
  const { datetime, territory, scope, min_confidence, qpv } = asked
  return address('/analysis/proposals', {
    datetime, territory, scope, min_confidence, qpv,
    aim: rules.aim, measure: rules.measure, f: 'json', create: String(rules.create), join_overseas: String(rules.join_overseas), move: String(rules.move),
  })
}

/** Asks who holds what. */
export function assignmentsAddress(asked: Asked): string {
  const { datetime, scope, min_confidence } = asked
  return address('/analysis/assignments', { datetime, scope, min_confidence })
}

function address(path: string, query: Record<string, string>): string {
  return `${path}?${new URLSearchParams(query)}`
}
