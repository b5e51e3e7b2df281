import type { LiveTag } from '../live-contexts.ts'
import type { TagServices } from './services.ts'
import type { TagDefinition } from './tag.ts'

/** Makes a built-in tag of a media tag that knows nothing about pages. */
export const liveTag = (tag: LiveTag, services: TagServices): TagDefinition => ({
  name: `live-${tag.kind}`,
  props: tag.props,
  mount: (host) => {
    let isMounted = true
    const instance = tag.mount({
      element: host.element,
      id: host.id,
      phone: services.phone,
      emit: (event, detail) => {
        if (!isMounted) return
        if (event === 'statechange' || event === 'error') services.logCode(tag.kind, detail)
        setTimeout(() => {
          if (isMounted) host.component.triggerEvent(event, detail)
        })
      },
    })
    const invoke = instance.invoke.bind(instance)
    const forget = services.live.register(services.pageOf(host), { kind: tag.kind, id: host.id, invoke })
    const stopWatching = services.onPageVisibility(host, (visible) =>
      visible ? instance.show() : instance.hide(),
    )
    return {
      update: (changed, all) => instance.update(changed, all),
      unmount: () => {
        isMounted = false
        stopWatching()
        forget()
        instance.unmount()
      },
    }
  },
})
