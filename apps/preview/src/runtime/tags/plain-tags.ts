import type { TagServices } from './services.ts'
import type { TagDefinition } from './tag.ts'

/** How each `mode` of `<image>` is said in CSS; the modes that only crop name a position. */
const FIT: Readonly<Record<string, readonly [fit: string, position: string]>> = {
  scaleToFill: ['fill', 'center'],
  aspectFit: ['contain', 'center'],
  aspectFill: ['cover', 'center'],
  widthFix: ['fill', 'center'],
  heightFix: ['fill', 'center'],
  ...Object.fromEntries(
    ['top', 'bottom', 'center', 'left', 'right', 'top left', 'top right', 'bottom left', 'bottom right'].map(
      (at) => [at, ['none', at] as const],
    ),
  ),
}

const view: TagDefinition = {
  name: 'view',
  mount: ({ element, component }) => {
    // The class goes through glass-easel, which knows the prefix that the component's style sheet gave it.
    const hover = (on: boolean) => () => {
      const name = String(component.data.hoverClass)
      if (name !== 'none' && name !== '') component.classList.toggle(name, on)
    }
    element.addEventListener('pointerdown', hover(true))
    for (const type of ['pointerup', 'pointerleave', 'pointercancel'])
      element.addEventListener(type, hover(false))
    return {}
  },
}

const text: TagDefinition = {
  name: 'text',
  props: { selectable: false, userSelect: false, space: '', decode: false },
  mount: ({ element }) => ({
    update: (_, all) => {
      element.style.userSelect = all.selectable || all.userSelect ? 'text' : ''
    },
  }),
}

const image = (name: 'image' | 'cover-image', services: TagServices): TagDefinition => ({
  name,
  props: { src: '', mode: 'scaleToFill', lazyLoad: false, showMenuByLongpress: false, webp: false },
  slot: false,
  mount: ({ element, emit }) => {
    const picture = document.createElement('img')
    picture.alt = ''
    picture.draggable = false
    picture.addEventListener('load', () =>
      emit('load', { width: picture.naturalWidth, height: picture.naturalHeight }),
    )
    picture.addEventListener('error', () => emit('error', { errMsg: `GET ${picture.src} failed` }))
    element.prepend(picture)
    return {
      update: (changed, all) => {
        const mode = String(all.mode)
        const [fit, position] = FIT[mode] ?? ['fill', 'center']
        element.dataset.mode = mode
        Object.assign(picture.style, { objectFit: fit, objectPosition: position })
        if (!('src' in changed)) return
        const src = String(changed.src ?? '')
        picture.hidden = src === ''
        if (src === '') picture.removeAttribute('src')
        else picture.src = services.fileUrl(src)
      },
    }
  },
})

const ICONS: Readonly<Record<string, readonly [glyph: string, color: string]>> = {
  success: ['✓', '#09bb07'],
  success_no_circle: ['✓', '#09bb07'],
  info: ['i', '#10aeff'],
  warn: ['!', '#f76260'],
  waiting: ['⋯', '#10aeff'],
  cancel: ['×', '#f43530'],
  download: ['↓', '#09bb07'],
  search: ['⌕', '#b2b2b2'],
  clear: ['×', '#b2b2b2'],
}

const icon: TagDefinition = {
  name: 'icon',
  props: { type: 'success', size: 23, color: '' },
  slot: false,
  mount: ({ element }) => ({
    update: (_, all) => {
      const [glyph, color] = ICONS[String(all.type)] ?? ['?', '#888']
      const size = `${Number(all.size)}px`
      element.textContent = glyph
      Object.assign(element.style, { width: size, height: size, fontSize: `${Number(all.size) * 0.7}px` })
      element.style.background = String(all.color || color)
    },
  }),
}

const progress: TagDefinition = {
  name: 'progress',
  props: {
    percent: 0,
    showInfo: false,
    strokeWidth: 6,
    activeColor: '#07c160',
    backgroundColor: '#ebebeb',
    active: false,
  },
  slot: false,
  mount: ({ element }) => ({
    update: (_, all) => {
      if (!(element instanceof HTMLProgressElement)) return
      element.max = 100
      element.value = Number(all.percent)
      element.style.setProperty('--progress-color', String(all.activeColor))
      element.style.setProperty('--progress-track', String(all.backgroundColor))
      element.style.height = `${Number(all.strokeWidth)}px`
    },
  }),
}

const richText: TagDefinition = {
  name: 'rich-text',
  props: { nodes: null, space: '' },
  slot: false,
  mount: ({ element }) => ({
    update: (_, all) => {
      if (typeof all.nodes !== 'string')
        throw new Error('The preview shows <rich-text nodes> from a string only')
      const parsed = new DOMParser().parseFromString(all.nodes, 'text/html')
      for (const node of parsed.querySelectorAll('*')) {
        if (/^(script|style|iframe|object|embed|link)$/i.test(node.tagName)) node.remove()
        for (const { name } of [...node.attributes])
          if (/^on|^srcdoc$/i.test(name)) node.removeAttribute(name)
      }
      element.replaceChildren(...parsed.body.childNodes)
    },
  }),
}

const navigator = (services: TagServices): TagDefinition => ({
  name: 'navigator',
  props: { url: '', openType: 'navigate', delta: 1, target: 'self' },
  mount: ({ element, props, emit }) => {
    const apis: Record<string, string> = {
      navigate: 'navigateTo',
      redirect: 'redirectTo',
      reLaunch: 'reLaunch',
      navigateBack: 'navigateBack',
      switchTab: 'switchTab',
      exit: 'exitMiniProgram',
    }
    element.addEventListener('click', () => {
      const { url, openType, delta } = props()
      const api = apis[String(openType)]
      if (api === undefined) throw new Error(`<navigator> has no open-type "${String(openType)}"`)
      services.callWx(api, api === 'navigateBack' ? { delta } : { url }).then(
        (result) => emit('success', result),
        (error: { errMsg?: string }) => emit('fail', { errMsg: error.errMsg }),
      )
    })
    return {}
  },
})

export const plainTags = (services: TagServices): TagDefinition[] => [
  view,
  { name: 'cover-view', props: { scrollTop: 0 } },
  { name: 'root-portal', props: { enable: true } },
  text,
  image('image', services),
  image('cover-image', services),
  icon,
  progress,
  richText,
  navigator(services),
]
