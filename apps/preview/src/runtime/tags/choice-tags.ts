import { fields } from './form-fields.ts'
import type { TagDefinition, TagElement, TagInstance } from './tag.ts'

/** A control that its element itself draws: reachable by keyboard, and clicked by a `<label>` around it. */
function makeControl(element: HTMLElement, role: string, toggle: () => void): void {
  element.setAttribute('role', role)
  element.tabIndex = 0
  element.addEventListener('click', toggle)
  element.addEventListener('keydown', (event) => {
    if (event.key !== ' ' && event.key !== 'Enter') return
    event.preventDefault()
    toggle()
  })
}

function showState(
  element: HTMLElement,
  { checked, disabled, color }: Readonly<Record<string, unknown>>,
): void {
  element.setAttribute('aria-checked', String(checked === true))
  element.toggleAttribute('data-disabled', disabled === true)
  element.style.setProperty('--control-color', String(color))
}

const switchTag: TagDefinition = {
  name: 'switch',
  props: { checked: false, disabled: false, type: 'switch', color: '#04BE02', name: '' },
  slot: false,
  mount: ({ element, props, emit, assign }) => {
    makeControl(element, 'switch', () => {
      const { checked, disabled } = props()
      if (disabled) return
      assign('checked', !checked)
      showState(element, props())
      emit('change', { value: !checked })
    })
    const forget = fields.add(element, {
      name: () => String(props().name),
      value: () => props().checked === true,
      reset: () => assign('checked', false),
    })
    return { update: (_, all) => showState(element, all), unmount: forget }
  },
}

const slider: TagDefinition = {
  name: 'slider',
  props: {
    min: 0,
    max: 100,
    step: 1,
    value: 0,
    disabled: false,
    showValue: false,
    activeColor: '#1aad19',
    backgroundColor: '#e9e9e9',
    blockSize: 28,
    blockColor: '#ffffff',
    name: '',
  },
  slot: false,
  mount: mountSlider,
}

function mountSlider({ element, props, emit, assign }: TagElement): TagInstance {
  const range = document.createElement('input')
  const shown = document.createElement('output')
  range.type = 'range'
  element.append(range, shown)
  const set = (event: string) => () => {
    const value = Number(range.value)
    shown.textContent = range.value
    if (event === 'change') assign('value', value)
    emit(event, { value })
  }
  range.addEventListener('input', set('changing'))
  range.addEventListener('change', set('change'))
  const forget = fields.add(element, {
    name: () => String(props().name),
    value: () => Number(range.value),
    reset: () => assign('value', Number(props().min)),
  })
  return {
    update: (_, { min, max, step, value, disabled, activeColor, showValue }) => {
      Object.assign(range, { min, max, step, disabled })
      range.value = String(value)
      range.style.accentColor = String(activeColor)
      shown.textContent = String(value)
      shown.hidden = !showValue
    },
    unmount: forget,
  }
}

const choice = (name: 'checkbox' | 'radio'): TagDefinition => ({
  name,
  props: { value: '', checked: false, disabled: false, color: '#09BB07' },
  mount: ({ element, props, assign }) => {
    const mark = document.createElement('phone-mark')
    element.prepend(mark)
    makeControl(element, name, () => {
      const { checked, disabled } = props()
      if (disabled || (name === 'radio' && checked)) return
      assign('checked', !checked)
      showState(element, props())
      element.dispatchEvent(new CustomEvent('phone-chosen', { bubbles: true }))
    })
    element.addEventListener('phone-unchoose', () => {
      assign('checked', false)
      showState(element, props())
    })
    return {
      update: (_, all) => {
        element.dataset.value = String(all.value)
        showState(element, all)
      },
    }
  },
})

const group = (name: 'checkbox-group' | 'radio-group', item: 'checkbox' | 'radio'): TagDefinition => ({
  name,
  props: { name: '' },
  mount: ({ element, props, emit }) => {
    const chosen = () =>
      [...element.querySelectorAll<HTMLElement>(`${item}[aria-checked="true"]`)].map(
        (one) => one.dataset.value ?? '',
      )
    const value = () => (item === 'radio' ? (chosen()[0] ?? '') : chosen())
    element.addEventListener('phone-chosen', (event) => {
      if (item === 'radio') {
        for (const other of element.querySelectorAll(item)) {
          if (other !== event.target) other.dispatchEvent(new CustomEvent('phone-unchoose'))
        }
      }
      emit('change', { value: value() })
    })
    const reset = () => {
      for (const one of element.querySelectorAll(item)) one.dispatchEvent(new CustomEvent('phone-unchoose'))
    }
    return { unmount: fields.add(element, { name: () => String(props().name), value, reset }) }
  },
})

export const choiceTags = (): TagDefinition[] => [
  switchTag,
  slider,
  choice('checkbox'),
  choice('radio'),
  group('checkbox-group', 'checkbox'),
  group('radio-group', 'radio'),
]
