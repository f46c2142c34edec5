// What every page says of itself, at the end of the panel.
import type { App } from '../app.ts'
import type { Config } from '../config.ts'
import { h } from '../dom.ts'
import type { Shell } from '../shell.ts'

export function mountFoot(app: App, shell: Shell, config: Config): void {
  const { words } = app
  const credits = document.querySelector('.bottom .credits')
  if (credits) credits.id = 'credits'
  shell.panel.append(h('div', { class: 'foot' },
    h('p', {}, h('strong', {}, words('unofficial'))),
    h('p', {}, credits && h('a', { href: '#credits' }, words('sources')), ' · ', h('a', { href: config.licences }, words('licences'))),
    config.baseMap && h('p', {}, words('baseMap', config.baseMapCredit))))
}
