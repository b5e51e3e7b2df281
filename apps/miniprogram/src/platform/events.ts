/** A tap on a node with `data-*` attributes. */
export type TapEvent<Dataset extends object = Record<never, never>> = {
  currentTarget: { dataset: Dataset }
}

/** An event of a component or input, with its detail. */
export type DetailEvent<Detail extends object> = { detail: Detail }
