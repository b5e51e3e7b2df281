import type { Phone } from './phone/phone.ts'
import { h } from './ui/layer.ts'

/** Time, signal, battery: enough to see that the network is cut and that the screen is kept on. */
export function createStatusBar(phone: Phone): HTMLElement {
  const time = h('phone-time')
  const signal = h('phone-signal', { role: 'img' })
  const tell = () => {
    time.textContent = new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  }
  const show = () => {
    document.documentElement.toggleAttribute('data-offline', !phone.online)
    signal.setAttribute('aria-label', phone.online ? 'Network' : 'No network')
  }
  tell()
  setInterval(tell, 10_000)
  show()
  phone.on('network', show)
  signal.innerHTML =
    '<svg viewBox="0 0 66 12" width="66" height="12" aria-hidden="true"><g class="bars"><rect x="0" y="8" width="3" height="4" rx="1"/><rect x="4.5" y="6" width="3" height="6" rx="1"/><rect x="9" y="3.5" width="3" height="8.5" rx="1"/><rect x="13.5" y="1" width="3" height="11" rx="1"/></g><path class="wifi" d="M28.500 2.200a9 9 0 0 1 6.300 2.500l1.200-1.300a10.800 10.800 0 0 0-15 0l1.200 1.300a9 9 0 0 1 6.300-2.500Zm0 3.700a5.300 5.300 0 0 1 3.700 1.500l1.200-1.300a7.100 7.100 0 0 0-9.800 0l1.200 1.300a5.300 5.300 0 0 1 3.700-1.500Zm-2.200 3.100 2.200 2.400 2.200-2.400a3.300 3.300 0 0 0-4.400 0Z"/><rect x="41.500" y=".7" width="20" height="10.600" rx="3" fill="none" stroke="currentColor" opacity=".4"/><rect x="43" y="2.200" width="14" height="7.600" rx="1.600"/><path d="M63 4v4c.9-.3 1.500-1.100 1.500-2S63.900 4.300 63 4Z" opacity=".5"/></svg>'
  return h('phone-status-bar', {}, time, signal)
}
