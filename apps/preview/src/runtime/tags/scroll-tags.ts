import type { TagDefinition, TagElement, TagInstance } from './tag.ts'

const REFRESHER_PX = 60

const scrollView: TagDefinition = {
  name: 'scroll-view',
  props: {
    scrollX: false,
    scrollY: false,
    upperThreshold: 50,
    lowerThreshold: 50,
    scrollTop: 0,
    scrollLeft: 0,
    scrollIntoView: '',
    scrollWithAnimation: false,
    enableFlex: false,
    enhanced: false,
    showScrollbar: true,
    bounces: true,
    refresherEnabled: false,
    refresherTriggered: false,
    refresherThreshold: 45,
    refresherDefaultStyle: 'black',
    refresherBackground: '#fff',
    enableBackToTop: false,
    scrollAnchoring: false,
    type: 'list',
  },
  mount: mountScrollView,
}

function mountScrollView(tag: TagElement): TagInstance {
  const { element, props, emit } = tag
  let last = { top: 0, left: 0 }
  const edges = { upper: true, lower: false }

  element.addEventListener('scroll', () => {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight, clientWidth } = element
    const { scrollX, upperThreshold, lowerThreshold } = props()
    emit('scroll', {
      scrollTop,
      scrollLeft,
      scrollHeight,
      scrollWidth,
      deltaX: last.left - scrollLeft,
      deltaY: last.top - scrollTop,
    })
    last = { top: scrollTop, left: scrollLeft }
    const from = scrollX ? scrollLeft : scrollTop
    const rest = scrollX ? scrollWidth - clientWidth - scrollLeft : scrollHeight - clientHeight - scrollTop
    const upper = from <= Number(upperThreshold)
    const lower = rest <= Number(lowerThreshold)
    if (upper && !edges.upper) emit('scrolltoupper', { direction: scrollX ? 'left' : 'top' })
    if (lower && !edges.lower) emit('scrolltolower', { direction: scrollX ? 'right' : 'bottom' })
    Object.assign(edges, { upper, lower })
  })
  element.addEventListener('wheel', (event) => {
    const { refresherEnabled, refresherTriggered } = props()
    if (!refresherEnabled || refresherTriggered || element.scrollTop > 0 || event.deltaY > -REFRESHER_PX)
      return
    emit('refresherrefresh', {})
  })
  return {
    update: (changed, all) => {
      element.style.overflowX = all.scrollX ? 'auto' : 'hidden'
      element.style.overflowY = all.scrollY ? 'auto' : 'hidden'
      element.classList.toggle('phone-refreshing', all.refresherTriggered === true)
      const behavior = all.scrollWithAnimation ? ('smooth' as const) : ('instant' as const)
      if ('scrollTop' in changed) element.scrollTo({ top: Number(changed.scrollTop), behavior })
      if ('scrollLeft' in changed) element.scrollTo({ left: Number(changed.scrollLeft), behavior })
      const into = changed.scrollIntoView
      // After the list that this id is in has been rendered.
      if (typeof into === 'string' && into !== '') setTimeout(() => scrollInto(element, into, behavior))
    },
  }
}

function scrollInto(element: HTMLElement, id: string, behavior: ScrollBehavior): void {
  const target = element.querySelector(`#${CSS.escape(id)}`)
  if (target === null) return
  const box = target.getBoundingClientRect()
  const around = element.getBoundingClientRect()
  element.scrollTo({
    top: element.scrollTop + box.top - around.top,
    left: element.scrollLeft + box.left - around.left,
    behavior,
  })
}

const swiper: TagDefinition = {
  name: 'swiper',
  props: {
    indicatorDots: false,
    indicatorColor: 'rgba(0, 0, 0, .3)',
    indicatorActiveColor: '#000000',
    autoplay: false,
    current: 0,
    currentItemId: '',
    interval: 5000,
    duration: 500,
    circular: false,
    vertical: false,
    displayMultipleItems: 1,
    previousMargin: '0px',
    nextMargin: '0px',
    easingFunction: 'default',
  },
  mount: mountSwiper,
}

/** A strip that snaps: the browser's own scrolling carries fingers, wheels and momentum. */
function mountSwiper({ element, props, emit, assign }: TagElement): TagInstance {
  const dots = document.createElement('phone-dots')
  let current = 0
  let timer: ReturnType<typeof setInterval> | undefined
  let source = ''
  const items = () =>
    [...element.children].filter((child) => child.localName === 'swiper-item') as HTMLElement[]

  const go = (to: number, why: string, behavior: ScrollBehavior = 'smooth') => {
    source = why
    const item = items()[to]
    if (item) element.scrollTo({ left: item.offsetLeft, top: item.offsetTop, behavior })
  }
  const drawDots = () => {
    const { indicatorDots, indicatorColor, indicatorActiveColor } = props()
    dots.hidden = !indicatorDots
    dots.replaceChildren(
      ...items().map((_, index) => {
        const dot = document.createElement('i')
        dot.style.background = String(index === current ? indicatorActiveColor : indicatorColor)
        return dot
      }),
    )
  }
  element.addEventListener('scrollend', () => {
    const { vertical } = props()
    const size = vertical ? element.clientHeight : element.clientWidth
    const now = Math.round((vertical ? element.scrollTop : element.scrollLeft) / Math.max(1, size))
    if (now === current) return
    current = now
    drawDots()
    assign('current', now)
    emit('change', { current: now, currentItemId: '', source: source || 'touch' })
    emit('animationfinish', { current: now, currentItemId: '', source: source || 'touch' })
    source = ''
  })
  element.append(dots)
  return {
    update: (changed, all) => {
      element.classList.toggle('phone-vertical', all.vertical === true)
      if ('current' in changed && Number(changed.current) !== current) {
        const to = Number(changed.current)
        setTimeout(() => go(to, ''))
      }
      clearInterval(timer)
      if (all.autoplay)
        timer = setInterval(() => go((current + 1) % items().length, 'autoplay'), Number(all.interval))
      setTimeout(drawDots)
    },
    unmount: () => clearInterval(timer),
  }
}

export const scrollTags = (): TagDefinition[] => [
  scrollView,
  swiper,
  { name: 'swiper-item', props: { itemId: '', skipHiddenItemLayout: false } },
]
