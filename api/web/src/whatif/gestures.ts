// What a click on the map does while the panel is open.
import { levelOf } from '../app.ts'
import type { Level, Unit } from './change.ts'
import type { Desk, Grain } from './desk.ts'
import { problemOf } from './problem.ts'
import { refusalInWords } from './say.ts'

interface Located {
  levels: { level: Level; code: string | null; name: string | null }[]
}

interface Spot {
  lng: number
  lat: number
}

/** Takes clicks before the card does. */
export function listenToMap(desk: Desk): void {
  desk.app.onPick((layer, code, name, at) => {
    const { tool, centre, picking } = desk.hand
    if (!desk.active()) return false
    if (tool === 'draw') return true // draw.ts listens by itself: a vertex may be at sea
    if (picking || (tool !== 'card' && centre === null)) void pickCentre(desk, layer, code, name, at)
    else if (tool === 'card') return false
    else void actOn(desk, layer, code, name, at)
    return true
  })
}

/** The unit of a grain at a spot: what was clicked, or what the service finds there. */
async function unitAt(desk: Desk, grain: Grain, layer: string, code: string, name: string, at: Spot): Promise<{ unit: Unit; name: string } | null> {
  const level = layer === 'collectivities' ? 'collectivity' : levelOf(layer)
  if (level === grain) return { unit: { level: grain, code }, name: desk.catalogue.unit({ level: grain, code }) || name }
  const { levels } = await desk.app.api.get<Located>('/locate', { lon: at.lng, lat: at.lat }, 'whatif-locate')
  // A collectivity stands where a region or department would.
  const wanted = grain === 'commune' ? ['commune'] : [grain, 'collectivity']
  const found = levels.find((l) => wanted.includes(l.level) && l.code !== null)
  if (found?.code) {
    const unit: Unit = { level: found.level, code: found.code }
    if (found.name) desk.catalogue.call(unit, found.name)
    return { unit, name: desk.catalogue.unit(unit) }
  }
  const known = levels.some((l) => l.level === grain)
  desk.tell({ text: desk.say(grain === 'commune' && !known ? 'noCommuneThere' : 'nothingThere') })
  return null
}

async function pickCentre(desk: Desk, ...spot: [string, string, string, Spot]): Promise<void> {
  await guarded(desk, async () => {
    const found = await unitAt(desk, 'department', ...spot)
    if (!found) return
    const { say, catalogue } = desk
    const choose = (id: string) => {
      desk.tell(null)
      desk.put({ centre: id, picking: false })
      desk.app.announce(say('centrePicked', catalogue.centre(id)))
    }
    const some = desk.held(found.unit)?.some ?? []
    const [only] = some
    if (only === undefined) return desk.tell({ text: say('nobodyThere', found.name) })
    if (some.length === 1) return choose(only)
    desk.ask({ text: say('severalThere', found.name), options: some.map((id) => ({ text: catalogue.centre(id), act: () => choose(id) })) })
  })
}

async function actOn(desk: Desk, ...spot: [string, string, string, Spot]): Promise<void> {
  await guarded(desk, async () => {
    const found = await unitAt(desk, desk.hand.grain, ...spot)
    if (!found) return
    if (desk.hand.tool === 'move') moveHere(desk, found)
    else await desk.toggle(found.unit)
  })
}

function moveHere(desk: Desk, { unit, name }: { unit: Unit; name: string }): void {
  const { say, catalogue, hand } = desk
  const from = (desk.held(unit)?.some ?? []).filter((id) => id !== hand.centre)
  const [only] = from
  if (only === undefined) return desk.tell({ text: say('nobodyThere', name) })
  if (from.length === 1) return void desk.move(unit, only)
  desk.ask({ text: say('severalThere', name), options: from.map((id) => ({ text: catalogue.centre(id), act: () => void desk.move(unit, id) })) })
}

async function guarded(desk: Desk, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const refusal = refusalInWords(problemOf(error), [], desk.catalogue, desk.say)
    desk.tell({ text: desk.say('failed'), detail: refusal })
  }
}
