import { fields } from './form-fields.ts'
import type { TagServices } from './services.ts'
import type { TagDefinition } from './tag.ts'

const button = (services: TagServices): TagDefinition => ({
  name: 'button',
  props: {
    size: 'default',
    type: 'default',
    plain: false,
    disabled: false,
    loading: false,
    formType: '',
    openType: '',
    hoverClass: 'button-hover',
    lang: 'en',
    sessionFrom: '',
  },
  mount: ({ element, props, emit }) => {
    element.addEventListener('click', () => {
      const { formType, openType } = props()
      if (formType !== '')
        element.closest('form')?.dispatchEvent(new CustomEvent(`phone-${String(formType)}`))
      if (openType === 'openSetting') {
        services.callWx('openSetting', {}).then((result) => emit('opensetting', result))
      } else if (openType === 'agreePrivacyAuthorization') emit('agreeprivacyauthorization', {})
      else if (openType === 'share')
        services.callWx('showToast', { title: '转发（预览） Share (preview)', icon: 'none' })
      else if (openType !== '') throw new Error(`The preview has no <button open-type="${String(openType)}">`)
    })
    return {
      update: (_, { size, type, plain, disabled, loading }) => {
        element.toggleAttribute('disabled', disabled === true)
        element.toggleAttribute('plain', plain === true)
        element.toggleAttribute('loading', loading === true)
        // As WeChat leaves them in the DOM, where a page's own sheet may look for them. An unknown `type` submits:
        // the form refuses that, below.
        element.setAttribute('size', String(size))
        element.setAttribute('type', String(type))
      },
    }
  },
})

const form: TagDefinition = {
  name: 'form',
  props: { reportSubmit: false, reportSubmitTimeout: 0 },
  mount: ({ element, emit }) => {
    const values = () =>
      Object.fromEntries(
        fields
          .within(element)
          .filter((field) => field.name() !== '')
          .map((field) => [field.name(), field.value()]),
      )
    element.addEventListener('submit', (event) => event.preventDefault())
    element.addEventListener('phone-submit', () => emit('submit', { value: values(), formId: '' }))
    element.addEventListener('phone-reset', () => {
      for (const field of fields.within(element)) field.reset()
      emit('reset', {})
    })
    return {}
  },
}

/** Controls that are not HTML's own: the browser's `<label>` does not click those. */
const OWN_CONTROLS = 'switch, checkbox, radio, slider'

const label: TagDefinition = {
  name: 'label',
  props: { for: '' },
  mount: ({ element, props }) => {
    element.addEventListener('click', (event) => {
      const { target } = event
      if (target instanceof Element && target.closest(`${OWN_CONTROLS}, button, input`)) return
      const id = String(props().for ?? '')
      const own = element.querySelector<HTMLElement>(OWN_CONTROLS)
      const control = id === '' ? own : document.querySelector<HTMLElement>(`#${CSS.escape(id)}`)
      control?.click()
    })
    return {}
  },
}

const picker = (services: TagServices): TagDefinition => ({
  name: 'picker',
  props: {
    mode: 'selector',
    range: [],
    rangeKey: '',
    value: null,
    disabled: false,
    headerText: '',
    start: '',
    end: '',
    fields: 'day',
    name: '',
  },
  mount: ({ element, props, emit, assign }) => {
    element.addEventListener('click', async () => {
      const { mode, range, rangeKey, disabled } = props()
      if (disabled) return
      if (mode !== 'selector') throw new Error(`The preview has no <picker mode="${String(mode)}">`)
      const key = String(rangeKey)
      const texts = (range as readonly unknown[]).map((item) =>
        String(key === '' ? item : (item as Record<string, unknown>)[key]),
      )
      const chosen = await services.choose(texts)
      if (chosen === undefined) return emit('cancel', {})
      assign('value', chosen)
      emit('change', { value: chosen })
    })
    const value = () => props().value
    return {
      unmount: fields.add(element, {
        name: () => String(props().name),
        value,
        reset: () => assign('value', 0),
      }),
    }
  },
})

export const formTags = (services: TagServices): TagDefinition[] => [
  button(services),
  form,
  label,
  picker(services),
]
