import { type Device, type Phone, SCOPES, type Scope } from '../phone/phone.ts'
import { h, type Layer, pressable } from './layer.ts'

interface Row {
  readonly label: string
  readonly on: boolean
  readonly set: (on: boolean) => void
}

/** WeChat's settings of this mini-program: only what it has asked for before can be changed there. */
export function showScopeSettings(layer: Layer, phone: Phone, appName: string): Promise<void> {
  const rows = (Object.keys(phone.scopes) as Scope[]).map((scope) => ({
    label: SCOPES[scope],
    on: phone.scopes[scope] === true,
    set: (on: boolean) => phone.setScope(scope, on),
  }))
  const note =
    rows.length === 0 ? `${appName} 尚未申请任何权限 Nothing has been asked for yet` : `允许 ${appName}`
  return showSwitches(layer, '设置 Settings', note, rows)
}

/** The phone's own settings of WeChat. */
export function showSystemSettings(layer: Layer, phone: Phone): Promise<void> {
  const labels: Record<Device, string> = { camera: '相机 Camera', microphone: '麦克风 Microphone' }
  const rows = (Object.keys(labels) as Device[]).map((device) => ({
    label: labels[device],
    on: phone.system[device],
    set: (on: boolean) => phone.setSystem(device, on),
  }))
  return showSwitches(layer, '系统设置 › 微信 System › WeChat', '允许微信访问 Allow WeChat to use', rows)
}

function showSwitches(layer: Layer, title: string, note: string, rows: readonly Row[]): Promise<void> {
  return layer.ask((done) => {
    const items = rows.map(({ label, on, set }) => {
      const control = h('button', {
        type: 'button',
        role: 'switch',
        'aria-label': label,
        'aria-checked': String(on),
      })
      control.addEventListener('click', () => {
        const next = control.getAttribute('aria-checked') !== 'true'
        control.setAttribute('aria-checked', String(next))
        set(next)
      })
      return h('phone-row', {}, h('span', {}, label), control)
    })
    const back = pressable('', { class: 'phone-back', 'aria-label': '返回 Back' }, () => done(undefined))
    return h(
      'phone-settings',
      { role: 'dialog', 'aria-modal': 'true', 'aria-label': title },
      h('header', {}, back, h('strong', {}, title)),
      h('p', {}, note),
      h('phone-rows', {}, ...items),
    )
  })
}
