/** What the shell page's tabs show: the id of a page. */
export interface Tabs {
  shown(): string
}

/** Lets the tabs of the panel show their pages, by a click or the arrow keys. */
export function connectTabs(): Tabs {
  const tabs = [...document.querySelectorAll<HTMLElement>('[role="tab"]')]
  const pageOf = (tab: HTMLElement): string => tab.getAttribute('aria-controls') ?? ''
  let shown = ''
  const show = (tab: HTMLElement): void => {
    shown = pageOf(tab)
    for (const one of tabs) {
      one.setAttribute('aria-selected', String(one === tab))
      one.tabIndex = one === tab ? 0 : -1
      document.getElementById(pageOf(one))?.toggleAttribute('hidden', one !== tab)
    }
  }
  for (const tab of tabs) {
    tab.addEventListener('click', () => show(tab))
    tab.addEventListener('keydown', ({ key }) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[key]
      const there = tabs.filter((one) => !one.hidden)
      const next = step && there[(there.indexOf(tab) + step + there.length) % there.length]
      if (!next) return
      show(next)
      next.focus()
    })
  }
  const [first] = tabs
  if (first) show(first)
  return { shown: () => shown }
}
