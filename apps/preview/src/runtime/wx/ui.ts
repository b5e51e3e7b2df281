import { showActionSheet, showModal } from '../ui/dialogs.ts'
import { asyncApi, type Options, WxFail } from './async-api.ts'
import type { WxContext } from './context.ts'

const TOAST_MS = 1500
const MAX_ITEMS = 6

const text = (options: Options, name: string, fallback = ''): string => String(options[name] ?? fallback)

export function uiApis({ layer, toasts }: Pick<WxContext, 'layer' | 'toasts'>) {
  return {
    showToast: asyncApi('showToast', (options) => {
      const icon = text(options, 'icon', 'success')
      const durationMs = Number(options.duration ?? TOAST_MS)
      toasts.show({ title: text(options, 'title'), icon, durationMs, mask: options.mask === true })
      return undefined
    }),
    hideToast: asyncApi('hideToast', () => void toasts.hide()),
    showLoading: asyncApi('showLoading', (options) => {
      const mask = options.mask === true
      toasts.show({
        title: text(options, 'title'),
        icon: 'loading',
        durationMs: Number.POSITIVE_INFINITY,
        mask,
      })
      return undefined
    }),
    hideLoading: asyncApi('hideLoading', () => void toasts.hide()),
    showModal: asyncApi('showModal', async (options) => ({
      ...(await showModal(layer, {
        title: text(options, 'title'),
        content: text(options, 'content'),
        showCancel: options.showCancel !== false,
        cancelText: text(options, 'cancelText', '取消'),
        cancelColor: text(options, 'cancelColor', 'inherit'),
        confirmText: text(options, 'confirmText', '确定'),
        confirmColor: text(options, 'confirmColor', '#576B95'),
        editable: options.editable === true,
        placeholderText: text(options, 'placeholderText'),
      })),
    })),
    showActionSheet: asyncApi('showActionSheet', async (options) => {
      const items = options.itemList as string[]
      if (!Array.isArray(items) || items.length === 0 || items.length > MAX_ITEMS) {
        throw new WxFail(`parameter error: itemList should have 1 to ${MAX_ITEMS} items`)
      }
      const color = text(options, 'itemColor', 'inherit')
      const tapIndex = await showActionSheet(layer, { items, alertText: text(options, 'alertText'), color })
      if (tapIndex === undefined) throw new WxFail('cancel')
      return { tapIndex }
    }),
  }
}
