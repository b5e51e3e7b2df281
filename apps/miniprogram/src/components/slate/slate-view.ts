/** What a slate shows. Empty text: that part is left out. */
export type SlateView = {
  icon: string
  title: string
  hint: string
  /** A number that counts, such as a remaining or passed time, and what it is. */
  figure: string
  figureLabel: string
  primary: string
  secondary: string
  /** Something to read, below the buttons. */
  link: string
  /** See-through: the picture behind is kept visible. */
  veil: boolean
}

/** A slate with only the given parts. */
export const slate = (parts: Partial<SlateView> & Pick<SlateView, 'icon' | 'title'>): SlateView => ({
  hint: '',
  figure: '',
  figureLabel: '',
  primary: '',
  secondary: '',
  link: '',
  veil: false,
  ...parts,
})
