import { fields } from './form-fields.ts'
import type { Default, TagDefinition, TagElement, TagInstance } from './tag.ts'

const SHARED: Readonly<Record<string, Default>> = {
  value: '',
  name: '',
  placeholder: '',
  placeholderStyle: '',
  placeholderClass: 'input-placeholder',
  disabled: false,
  maxlength: 140,
  cursorSpacing: 0,
  cursor: -1,
  focus: false,
  autoFocus: false,
  confirmType: 'done',
  confirmHold: false,
  selectionStart: -1,
  selectionEnd: -1,
  adjustPosition: true,
  holdKeyboard: false,
}

/** WeChat's keyboard types that are an `inputmode` in a browser. */
const INPUT_MODES: Readonly<Record<string, string>> = { number: 'numeric', digit: 'decimal', idcard: 'text' }

function mountField(tag: TagElement): TagInstance {
  const { element, props, emit, assign } = tag
  const field = element as HTMLInputElement | HTMLTextAreaElement
  const multiline = field instanceof HTMLTextAreaElement
  const grow = () => {
    if (!multiline || !props().autoHeight) return
    field.style.height = 'auto'
    field.style.height = `${field.scrollHeight}px`
  }

  field.autocomplete = 'off'
  field.addEventListener('input', () => {
    assign('value', field.value)
    grow()
    emit('input', { value: field.value, cursor: field.selectionStart ?? field.value.length, keyCode: 0 })
  })
  field.addEventListener('focus', () => emit('focus', { value: field.value, height: 0 }))
  field.addEventListener('blur', () =>
    emit('blur', { value: field.value, cursor: field.selectionStart ?? 0 }),
  )
  field.addEventListener('keydown', (event) => {
    if (!(event instanceof KeyboardEvent) || event.key !== 'Enter' || event.isComposing) return
    if (multiline && props().confirmType === 'return') return
    event.preventDefault()
    emit('confirm', { value: field.value })
    if (!props().confirmHold) field.blur()
  })
  const forget = fields.add(element, {
    name: () => String(props().name ?? ''),
    value: () => field.value,
    reset: () => assign('value', ''),
  })
  return {
    update: (changed, all) => {
      const value = String(all.value ?? '')
      if ('value' in changed && field.value !== value) field.value = value
      field.placeholder = String(all.placeholder ?? '')
      field.disabled = all.disabled === true
      if (Number(all.maxlength) >= 0) field.maxLength = Number(all.maxlength)
      else field.removeAttribute('maxlength')
      if (field instanceof HTMLInputElement) {
        field.type = all.password ? 'password' : 'text'
        field.inputMode = INPUT_MODES[String(all.type)] ?? 'text'
      }
      if ((changed.focus || changed.autoFocus) && document.activeElement !== field)
        setTimeout(() => field.focus())
      grow()
    },
    unmount: forget,
  }
}

const input: TagDefinition = {
  name: 'input',
  props: { ...SHARED, type: 'text', password: false, alwaysEmbed: false, safePasswordCertPath: '' },
  slot: false,
  mount: mountField,
}

const textarea: TagDefinition = {
  name: 'textarea',
  props: {
    ...SHARED,
    placeholderClass: 'textarea-placeholder',
    autoHeight: false,
    fixed: false,
    showConfirmBar: true,
    disableDefaultPadding: false,
    confirmType: 'return',
  },
  slot: false,
  mount: mountField,
}

export const textTags = (): TagDefinition[] => [input, textarea]
